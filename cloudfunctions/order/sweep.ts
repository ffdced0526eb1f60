import { paymentGateway } from '../../shared/adapters/payment/payment-gateway.js';
import { orderSweep } from '../../shared/contracts/order/sweep.js';
import { serveJob } from '../../shared/core/jobs/serve-job.js';
import { sweepOrders } from '../../shared/modules/order/sweep-orders.js';

export const main = serveJob(orderSweep, () => sweepOrders(paymentGateway()));
