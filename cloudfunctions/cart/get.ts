import { cartGet } from '../../shared/contracts/cart/get.js';
import { serve } from '../../shared/core/serve.js';
import { showCart } from '../../shared/modules/cart/show-cart.js';

export const main = serve(cartGet, showCart);
