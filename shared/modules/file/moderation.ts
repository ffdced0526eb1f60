/** What starts a check of a picture whose verdict comes later. */
export interface Moderation {
  /** @returns the platform's id of the check. @throws when it could not be started */
  start(url: string, openid: string): Promise<string>;
}
