import * as z from 'zod';
import { contract } from '../contract.js';
import { Instant } from '../terms.js';
import { ShareCard, ShareId } from './share.js';

export const shareOpen = contract({
  name: 'share-open',
  title: '打开分享的命盘',
  access: 'guest',
  input: z.strictObject({ shareId: ShareId }),
  output: z.strictObject({
    card: ShareCard,
    expiresAt: Instant,
    /** Whether who looks is who shared it. */
    mine: z.boolean(),
    disclaimer: z.string(),
  }),
  errors: ['SHARE_NOT_FOUND'],
  // The count comes after the share, for most openings not at all, and never before the answer is ready.
  budget: { roundTrips: 2 },
});
