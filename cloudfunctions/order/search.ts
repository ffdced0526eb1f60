import { orderSearch } from '../../shared/contracts/order/search.js';
import { serve } from '../../shared/core/serve.js';
import { searchOrders } from '../../shared/modules/order/show-for-shop.js';

export const main = serve(orderSearch, searchOrders);
