import { shareWithdraw } from '../../shared/contracts/share/withdraw.js';
import { serve } from '../../shared/core/serve.js';
import { withdrawShare } from '../../shared/modules/share/own-shares.js';

export const main = serve(shareWithdraw, withdrawShare);
