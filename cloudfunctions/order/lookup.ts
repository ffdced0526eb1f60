import { orderLookup } from '../../shared/contracts/order/lookup.js';
import { serve } from '../../shared/core/serve.js';
import { lookUpOrder } from '../../shared/modules/order/show-for-shop.js';

export const main = serve(orderLookup, lookUpOrder);
