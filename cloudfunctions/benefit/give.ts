import { benefitGive } from '../../shared/contracts/benefit/give.js';
import { serve } from '../../shared/core/serve.js';
import { giveBenefits } from '../../shared/modules/benefit/give-benefits.js';

export const main = serve(benefitGive, giveBenefits);
