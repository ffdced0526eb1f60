import { benefitBuy } from '../../shared/contracts/benefit/buy.js';
import { serve } from '../../shared/core/serve.js';
import { buyBenefits } from '../../shared/modules/order/buy-benefits.js';

export const main = serve(benefitBuy, buyBenefits);
