import { cartSet } from '../../shared/contracts/cart/set.js';
import { serve } from '../../shared/core/serve.js';
import { setCart } from '../../shared/modules/cart/set-cart.js';

export const main = serve(cartSet, setCart);
