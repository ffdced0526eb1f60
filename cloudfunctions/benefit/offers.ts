import { benefitOffers } from '../../shared/contracts/benefit/offers.js';
import { serve } from '../../shared/core/serve.js';
import { listOffers } from '../../shared/modules/benefit/list-offers.js';

export const main = serve(benefitOffers, listOffers);
