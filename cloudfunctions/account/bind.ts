import { accountBind } from '../../shared/contracts/account/bind.js';
import { serve } from '../../shared/core/serve.js';
import { bind } from '../../shared/modules/account/bind.js';

export const main = serve(accountBind, bind);
