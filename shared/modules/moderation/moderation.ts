/** What a check says of a text. Only `pass` may be shown; a check that could not be made is `review`. */
export type Verdict = 'pass' | 'review' | 'risky';

/** A check of texts by the platform, for what the word list cannot know. */
export interface TextModeration {
  /**
   * Judges a text of a user, or for one, by the identity that the platform knows.
   * @throws Error when the check could not be made
   */
  judge(text: string, openid: string): Promise<Verdict>;
  /**
   * The same for who came in without WeChat; absent where no platform is set up for that.
   * @throws Error when the check could not be made
   */
  judgeOutside?(text: string): Promise<Verdict>;
}
