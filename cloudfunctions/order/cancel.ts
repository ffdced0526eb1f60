import { paymentGateway } from '../../shared/adapters/payment/payment-gateway.js';
import { orderCancel } from '../../shared/contracts/order/cancel.js';
import { serve } from '../../shared/core/serve.js';
import { cancelOrder } from '../../shared/modules/order/cancel-order.js';

export const main = serve(orderCancel, (input) => cancelOrder(input, paymentGateway()));
