import type * as z from 'zod';
import type { ShareView } from '../../contracts/share/share.js';
import { Failure } from '../../core/failure.js';
import type { Share } from './shares.js';

/**
 * A share as its owner sees it.
 * @throws Failure SHARE_NOT_FOUND when it has been emptied
 */
export function viewOf({ _id, card, opens, createdAt, expiresAt }: Share): z.output<typeof ShareView> {
  if (!card) throw new Failure('SHARE_NOT_FOUND');
  return { shareId: _id, card, opens, createdAt, expiresAt };
}
