import type { ShareId } from '../../contracts/share/share.js';
import { blindIndex } from '../../core/privacy/blind-index.js';
import { MINUTE } from '../../core/time.js';

/** Longer than a drawing can take: the function is ended before. */
export const DRAWN_WITHIN = MINUTE;

/** Where a picture lies: nobody can guess it, and so nobody else can have written there before. */
export function pathOf(shareId: ShareId, picture: string, made: string): string {
  return `f/share/${blindIndex('share-picture', JSON.stringify([shareId, picture]))}-${made}.png`;
}
