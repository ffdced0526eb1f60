import { benefitLedger } from '../../shared/contracts/benefit/ledger.js';
import { serve } from '../../shared/core/serve.js';
import { showLedger } from '../../shared/modules/benefit/show.js';

export const main = serve(benefitLedger, showLedger);
