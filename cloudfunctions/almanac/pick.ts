import { almanacPick } from '../../shared/contracts/almanac/pick.js';
import { serve } from '../../shared/core/serve.js';
import { pickDays } from '../../shared/modules/almanac/pick-days.js';

export const main = serve(almanacPick, async (input) => pickDays(input));
