import { authLogoutEverywhere } from '../../shared/contracts/auth/logout-everywhere.js';
import { serve } from '../../shared/core/serve.js';
import { logoutEverywhere } from '../../shared/modules/account/refresh-and-logout.js';

export const main = serve(authLogoutEverywhere, logoutEverywhere);
