import type { cacheInvalidate } from '../../contracts/cache/invalidate.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { invalidate } from '../../core/cache/cached.js';

/** Makes what is cached under the tags invalid: in the shared cache at once, in the memory of instances within two minutes. */
export async function invalidateTags(request: Parsed<typeof cacheInvalidate>): Promise<Output<typeof cacheInvalidate>> {
  const tags = [...new Set(request.tags)];
  await Promise.all(tags.map(invalidate));
  return { tags: tags.length };
}
