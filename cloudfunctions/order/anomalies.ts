import { orderAnomalies } from '../../shared/contracts/order/anomalies.js';
import { serve } from '../../shared/core/serve.js';
import { showAnomalies } from '../../shared/modules/order/show-for-shop.js';

export const main = serve(orderAnomalies, showAnomalies);
