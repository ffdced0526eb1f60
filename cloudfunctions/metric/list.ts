import { metricList } from '../../shared/contracts/metric/list.js';
import { serve } from '../../shared/core/serve.js';
import { listMetrics } from '../../shared/modules/metric/list-metrics.js';

export const main = serve(metricList, listMetrics);
