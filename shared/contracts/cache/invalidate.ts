import * as z from 'zod';
import { contract } from '../contract.js';

export const cacheInvalidate = contract({
  name: 'cache-invalidate',
  title: '清除缓存',
  access: 'cache.invalidate',
  audited: ({ tags }) => tags.join('，'),
  input: z.strictObject({
    /** What has changed, for example `catalogue` or `product spu_…`; other instances follow within a minute or two. */
    tags: z.array(z.string().min(1).max(80)).min(1).max(20),
  }),
  output: z.strictObject({ tags: z.int() }),
  uses: ['cache'],
  budget: { roundTrips: 8, perLine: 1 },
});
