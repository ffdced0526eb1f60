import { paymentGateway } from '../../shared/adapters/payment/payment-gateway.js';
import { payPrepay } from '../../shared/contracts/pay/prepay.js';
import { serve } from '../../shared/core/serve.js';
import { prepayOrder } from '../../shared/modules/payment/prepay-order.js';

export const main = serve(payPrepay, (input) => prepayOrder(input, paymentGateway()));
