import { costDays } from '../../shared/contracts/cost/days.js';
import { serve } from '../../shared/core/serve.js';
import { showCostDays } from '../../shared/modules/cost/show-cost.js';

export const main = serve(costDays, showCostDays);
