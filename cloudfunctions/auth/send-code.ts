import { codeSender } from '../../shared/adapters/message/code-sender.js';
import { authSendCode } from '../../shared/contracts/auth/send-code.js';
import { serve } from '../../shared/core/serve.js';
import { sendCode } from '../../shared/modules/account/send-code.js';

export const main = serve(authSendCode, (input) => sendCode(input, codeSender()));
