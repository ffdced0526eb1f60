import { accountUpdate } from '../../shared/contracts/account/update.js';
import { serve } from '../../shared/core/serve.js';
import { updateAccount } from '../../shared/modules/account/profile.js';

export const main = serve(accountUpdate, updateAccount);
