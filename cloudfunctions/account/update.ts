import { accountUpdate } from '../../shared/contracts/account/update.js';
import { serve } from '../../shared/core/serve.js';
import { updateAccount } from '../../shared/modules/account/update-account.js';

export const main = serve(accountUpdate, updateAccount);
