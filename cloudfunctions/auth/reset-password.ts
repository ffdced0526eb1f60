import { authResetPassword } from '../../shared/contracts/auth/reset-password.js';
import { serve } from '../../shared/core/serve.js';
import { resetPassword } from '../../shared/modules/account/change-password.js';

export const main = serve(authResetPassword, resetPassword);
