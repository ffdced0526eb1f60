import { requestSweep } from '../../shared/contracts/request/sweep.js';
import { serve } from '../../shared/core/serve.js';
import { sweepRequests } from '../../shared/modules/request/sweep-requests.js';

export const main = serve(requestSweep, sweepRequests);
