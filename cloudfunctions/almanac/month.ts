import { almanacMonth } from '../../shared/contracts/almanac/month.js';
import { serve } from '../../shared/core/serve.js';
import { businessDay, now } from '../../shared/core/time.js';
import { monthOf } from '../../shared/modules/almanac/month-of.js';

export const main = serve(almanacMonth, async (input) => monthOf(input, businessDay(now())));
