import { authRegister } from '../../shared/contracts/auth/register.js';
import { serve } from '../../shared/core/serve.js';
import { register } from '../../shared/modules/account/sign-in.js';

export const main = serve(authRegister, register);
