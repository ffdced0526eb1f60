import { benefitWaive } from '../../shared/contracts/benefit/waive.js';
import { serve } from '../../shared/core/serve.js';
import { waiveBenefits } from '../../shared/modules/benefit/waive-benefits.js';

export const main = serve(benefitWaive, waiveBenefits);
