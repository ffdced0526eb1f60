import { paymentGateway } from '../../shared/adapters/payment/payment-gateway.js';
import { orderSweep } from '../../shared/contracts/order/sweep.js';
import { serve } from '../../shared/core/serve.js';
import { sweepOrders } from '../../shared/modules/order/sweep-orders.js';

export const main = serve(orderSweep, () => sweepOrders(paymentGateway()));
