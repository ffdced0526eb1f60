import { paymentGateway } from '../../shared/adapters/payment/payment-gateway.js';
import { payPrepayH5 } from '../../shared/contracts/pay/prepay-h5.js';
import { serve } from '../../shared/core/serve.js';
import { prepayInBrowser } from '../../shared/modules/payment/prepay-order.js';

export const main = serve(payPrepayH5, (input) => prepayInBrowser(input, paymentGateway()));
