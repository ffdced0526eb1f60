import { statsCount } from '../../shared/contracts/stats/count.js';
import { serve } from '../../shared/core/serve.js';
import { countSales } from '../../shared/modules/stats/count-sales.js';

export const main = serve(statsCount, countSales);
