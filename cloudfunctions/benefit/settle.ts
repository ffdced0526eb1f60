import { benefitSettle } from '../../shared/contracts/benefit/settle.js';
import { serve } from '../../shared/core/serve.js';
import { settleOrder } from '../../shared/modules/benefit/settle-order.js';

export const main = serve(benefitSettle, settleOrder);
