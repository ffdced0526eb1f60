import * as z from 'zod';
import { contract } from '../contract.js';

/** As it stands in the audit, which keeps names and ids and nothing that is told. */
const Tag = z
  .string()
  .regex(/^[a-z][\w.:@-]*$/, '应为缓存标签')
  .max(80);

export const cacheInvalidate = contract({
  name: 'cache-invalidate',
  title: '清除缓存',
  access: 'cache.invalidate',
  audited: ({ tags }) => tags.join('/'),
  input: z.strictObject({
    /** What has changed, for example `catalogue` or `product:spu_…`; other instances follow within a minute or two. */
    tags: z.array(Tag).min(1).max(20),
  }),
  output: z.strictObject({ tags: z.int() }),
  uses: ['cache'],
  budget: { roundTrips: 8, perLine: 1 },
});
