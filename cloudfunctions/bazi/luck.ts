import { baziLuck } from '../../shared/contracts/bazi/luck.js';
import { serve } from '../../shared/core/serve.js';
import { showLuck } from '../../shared/modules/bazi/show-luck.js';

export const main = serve(baziLuck, async (input) => showLuck(input));
