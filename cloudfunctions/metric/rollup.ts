import { metricRollup } from '../../shared/contracts/metric/rollup.js';
import { serve } from '../../shared/core/serve.js';
import { rollUpMetrics } from '../../shared/modules/metric/roll-up.js';

export const main = serve(metricRollup, rollUpMetrics);
