import { configRollback } from '../../shared/contracts/config/rollback.js';
import { serve } from '../../shared/core/serve.js';
import { rollBackConfig } from '../../shared/modules/config/roll-back-config.js';

export const main = serve(configRollback, rollBackConfig);
