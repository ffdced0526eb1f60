import { benefitGet } from '../../shared/contracts/benefit/get.js';
import { serve } from '../../shared/core/serve.js';
import { getBenefits } from '../../shared/modules/benefit/show.js';

export const main = serve(benefitGet, getBenefits);
