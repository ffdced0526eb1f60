import { baziMatch } from '../../shared/contracts/bazi/match.js';
import { serve } from '../../shared/core/serve.js';
import { matchCharts } from '../../shared/modules/bazi/match/match-charts.js';

export const main = serve(baziMatch, async (input) => matchCharts(input));
