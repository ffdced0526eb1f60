import { statsSales } from '../../shared/contracts/stats/sales.js';
import { serve } from '../../shared/core/serve.js';
import { showSales } from '../../shared/modules/stats/show-sales.js';

export const main = serve(statsSales, showSales);
