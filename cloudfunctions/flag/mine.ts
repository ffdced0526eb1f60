import { flagMine } from '../../shared/contracts/flag/mine.js';
import { serve } from '../../shared/core/serve.js';
import { showMyFlags } from '../../shared/modules/flag/show-my-flags.js';

export const main = serve(flagMine, showMyFlags);
