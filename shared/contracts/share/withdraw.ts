import * as z from 'zod';
import { contract } from '../contract.js';
import { ShareId } from './share.js';

export const shareWithdraw = contract({
  name: 'share-withdraw',
  title: '撤回分享',
  access: 'member',
  input: z.strictObject({ shareId: ShareId }),
  output: z.strictObject({ shareId: ShareId }),
  errors: ['SHARE_NOT_FOUND'],
  // Withdrawn first; then its pictures are removed.
  budget: { roundTrips: 3 },
});
