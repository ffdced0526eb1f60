import { orderExport } from '../../shared/contracts/order/export.js';
import { serve } from '../../shared/core/serve.js';
import { exportOrders } from '../../shared/modules/order/export-orders.js';

export const main = serve(orderExport, exportOrders);
