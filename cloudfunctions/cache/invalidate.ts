import { sharedCache } from '../../shared/adapters/cache/shared-cache.js';
import { cacheInvalidate } from '../../shared/contracts/cache/invalidate.js';
import { serve } from '../../shared/core/serve.js';
import { invalidateTags } from '../../shared/modules/cache/invalidate-tags.js';

export const main = serve(cacheInvalidate, invalidateTags, { cache: sharedCache() });
