import { configHistory } from '../../shared/contracts/config/history.js';
import { serve } from '../../shared/core/serve.js';
import { showHistory } from '../../shared/modules/config/show-history.js';

export const main = serve(configHistory, showHistory);
