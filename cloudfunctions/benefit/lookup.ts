import { benefitLookup } from '../../shared/contracts/benefit/lookup.js';
import { serve } from '../../shared/core/serve.js';
import { lookUpBenefits } from '../../shared/modules/benefit/show.js';

export const main = serve(benefitLookup, lookUpBenefits);
