import { describeError, log } from '../../core/log.js';
import type { TextModeration, Verdict } from './moderation.js';
import { wordFilter } from './word-filter.js';
import { REFUSED } from './words.js';

const refusedWords = wordFilter(REFUSED);

/** What the list alone says of a text: the words that it may not hold. No round trip. */
export function refusedIn(text: string): string[] {
  return refusedWords(text).map(({ word }) => word);
}

/**
 * Judges a text: by the word list, then by the platform that knows the user, or that is set up for those whom WeChat does not
 * know; without one the list alone decides. A check that cannot be made is `review`, never `pass`. One round trip at most.
 */
export async function judgeText(
  text: string,
  openid: string | null,
  platform: TextModeration | undefined,
): Promise<Verdict> {
  if (refusedIn(text).length > 0) return 'risky';
  try {
    const judged = openid === null ? platform?.judgeOutside?.(text) : platform?.judge(text, openid);
    return (await judged) ?? 'pass';
  } catch (error) {
    log('warn', 'moderation.unavailable', describeError(error));
    return 'review';
  }
}
