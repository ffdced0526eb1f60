import { almanacTerms } from '../../shared/contracts/almanac/terms.js';
import { serve } from '../../shared/core/serve.js';
import { businessDay, now } from '../../shared/core/time.js';
import { termsOf } from '../../shared/modules/almanac/terms-of.js';

export const main = serve(almanacTerms, async ({ year }) => {
  const today = businessDay(now());
  return termsOf(year ?? Number(today.slice(0, 4)), today);
});
