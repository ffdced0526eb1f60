import { configSet } from '../../shared/contracts/config/set.js';
import { serve } from '../../shared/core/serve.js';
import { setConfig } from '../../shared/modules/config/set-config.js';

export const main = serve(configSet, setConfig);
