import type { PaymentGateway } from '../../modules/payment/gateway.js';
import { readConfig } from './wechat-pay/config.js';
import { wechatPay } from './wechat-pay/wechat-pay.js';

/** The payment platform of this deployment. */
export function paymentGateway(): PaymentGateway {
  return wechatPay(readConfig(process.env));
}
