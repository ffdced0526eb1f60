import { authLogout } from '../../shared/contracts/auth/logout.js';
import { serve } from '../../shared/core/serve.js';
import { logout } from '../../shared/modules/account/refresh-and-logout.js';

export const main = serve(authLogout, logout);
