import { authLoginByCode } from '../../shared/contracts/auth/login-by-code.js';
import { serve } from '../../shared/core/serve.js';
import { loginByCode } from '../../shared/modules/account/sign-in.js';

export const main = serve(authLoginByCode, loginByCode);
