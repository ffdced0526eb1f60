import { healthCheck } from '../../shared/contracts/health/check.js';
import { serve } from '../../shared/core/serve.js';
import { checkHealth } from '../../shared/modules/health/check-health.js';

export const main = serve(healthCheck, checkHealth);
