import { authLogin } from '../../shared/contracts/auth/login.js';
import { serve } from '../../shared/core/serve.js';
import { login } from '../../shared/modules/account/sign-in.js';

export const main = serve(authLogin, login);
