import { accountBindWechatPhone } from '../../shared/contracts/account/bind-wechat-phone.js';
import { serve } from '../../shared/core/serve.js';
import { bindWechatPhone } from '../../shared/modules/account/bind.js';

export const main = serve(accountBindWechatPhone, bindWechatPhone);
