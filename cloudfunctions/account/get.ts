import { accountGet } from '../../shared/contracts/account/get.js';
import { serve } from '../../shared/core/serve.js';
import { getAccount } from '../../shared/modules/account/profile.js';

export const main = serve(accountGet, getAccount);
