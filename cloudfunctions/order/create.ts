import { orderCreate } from '../../shared/contracts/order/create.js';
import { serve } from '../../shared/core/serve.js';
import { placeOrder } from '../../shared/modules/order/place-order.js';

export const main = serve(orderCreate, placeOrder);
