import { shareList } from '../../shared/contracts/share/list.js';
import { serve } from '../../shared/core/serve.js';
import { listShares } from '../../shared/modules/share/own-shares.js';

export const main = serve(shareList, listShares);
