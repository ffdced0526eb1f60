import { paymentGateway } from '../../shared/adapters/payment/payment-gateway.js';
import { orderRefund } from '../../shared/contracts/order/refund.js';
import { serve } from '../../shared/core/serve.js';
import { refundForShop } from '../../shared/modules/order/refund-for-shop.js';

export const main = serve(orderRefund, (input) => refundForShop(input, paymentGateway()));
