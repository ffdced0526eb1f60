import { orderGet } from '../../shared/contracts/order/get.js';
import { serve } from '../../shared/core/serve.js';
import { getOrder } from '../../shared/modules/order/show-orders.js';

export const main = serve(orderGet, getOrder);
