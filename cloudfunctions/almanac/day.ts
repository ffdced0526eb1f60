import { almanacDay } from '../../shared/contracts/almanac/day.js';
import { serve } from '../../shared/core/serve.js';
import { businessDay, now } from '../../shared/core/time.js';
import { dayOf } from '../../shared/modules/almanac/day-of.js';

export const main = serve(almanacDay, async ({ date }) => dayOf(date ?? businessDay(now())));
