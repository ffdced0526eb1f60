import * as z from 'zod';
import { contract } from '../contract.js';
import { page, pageOf } from '../terms.js';
import { ShareView } from './share.js';

export const shareList = contract({
  name: 'share-list',
  title: '我的分享',
  access: 'member',
  input: z.strictObject({ ...page }),
  /** Those that can still be opened, latest first. */
  output: pageOf(ShareView),
  budget: { roundTrips: 1 },
});
