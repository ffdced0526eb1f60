import { authRefresh } from '../../shared/contracts/auth/refresh.js';
import { serve } from '../../shared/core/serve.js';
import { refresh } from '../../shared/modules/account/refresh-and-logout.js';

export const main = serve(authRefresh, refresh);
