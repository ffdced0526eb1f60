import { userLogin } from '../../shared/contracts/user/login.js';
import { serve } from '../../shared/core/serve.js';
import { login } from '../../shared/modules/user/login.js';

export const main = serve(userLogin, login);
