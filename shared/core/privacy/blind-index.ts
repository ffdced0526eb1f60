import { createHmac } from 'node:crypto';
import { keyRing } from '../secrets.js';

/**
 * What a text of one kind is found again by without being stored: HMAC-SHA256 under each key in use, the current one first.
 * A look-up asks for all of them, so that what was kept before a rotation is found as well.
 */
export function blindIndexes(kind: string, text: string): [current: string, ...older: string[]] {
  const [current, ...older] = keyRing('blind-index').all.map(({ key }) =>
    createHmac('sha256', key)
      .update(JSON.stringify([kind, text]))
      .digest('base64url'),
  );
  return [current!, ...older];
}

/** The blind index under the current key alone. */
export function blindIndex(kind: string, text: string): string {
  return blindIndexes(kind, text)[0];
}
