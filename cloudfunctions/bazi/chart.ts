import { baziChart } from '../../shared/contracts/bazi/chart.js';
import { serve } from '../../shared/core/serve.js';
import { makeChart } from '../../shared/modules/bazi/make-chart.js';

export const main = serve(baziChart, async (input) => makeChart(input));
