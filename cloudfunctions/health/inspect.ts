import { healthInspect } from '../../shared/contracts/health/inspect.js';
import { serve } from '../../shared/core/serve.js';
import { inspectHealth } from '../../shared/modules/health/inspect-health.js';

/** The payment SDK is loaded when it is needed. */
const gateway = async () => (await import('../../shared/adapters/payment/payment-gateway.js')).paymentGateway();

export const main = serve(healthInspect, () => inspectHealth(gateway));
