import { configGet } from '../../shared/contracts/config/get.js';
import { serve } from '../../shared/core/serve.js';
import { showConfig } from '../../shared/modules/config/show-config.js';

export const main = serve(configGet, showConfig);
