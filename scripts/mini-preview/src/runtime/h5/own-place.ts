import type { OwnPlace } from '../own-place.js';

/** A browser tells it to who asks, with its owner's leave; maps do not know it beforehand. */
export function ownPlace(): OwnPlace | undefined {
  return undefined;
}
