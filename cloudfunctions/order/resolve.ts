import { paymentGateway } from '../../shared/adapters/payment/payment-gateway.js';
import { orderResolve } from '../../shared/contracts/order/resolve.js';
import { serve } from '../../shared/core/serve.js';
import { resolveAnomaly } from '../../shared/modules/order/resolve-anomaly.js';

export const main = serve(orderResolve, (input) => resolveAnomaly(input, paymentGateway()));
