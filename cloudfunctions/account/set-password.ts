import { accountSetPassword } from '../../shared/contracts/account/set-password.js';
import { serve } from '../../shared/core/serve.js';
import { setPassword } from '../../shared/modules/account/change-password.js';

export const main = serve(accountSetPassword, setPassword);
