import { orderList } from '../../shared/contracts/order/list.js';
import { serve } from '../../shared/core/serve.js';
import { listOrders } from '../../shared/modules/order/show-orders.js';

export const main = serve(orderList, listOrders);
