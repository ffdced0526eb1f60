import { createHash } from 'node:crypto';
import type { MerchantKeys } from './merchant.js';
import type { Notice } from './records.js';
import { randomHex } from './signing.js';

/** The function that takes the callbacks of an order placed by `cloud.cloudPay`. */
export interface FunctionTarget {
  env: string;
  functionName: string;
}

/** The books keep it where other orders have their `notify_url`. */
export const functionTarget = ({ env, functionName }: FunctionTarget): string => `function://${env}/${functionName}`;

export function parseFunctionTarget(notifyUrl: string): FunctionTarget | undefined {
  const [, env, functionName] = /^function:\/\/([^/]+)\/(.+)$/.exec(notifyUrl) ?? [];
  return env && functionName ? { env, functionName } : undefined;
}

/** The signature of WeChat Pay v2: MD5 over the sorted fields and the merchant's key. */
export function signV2(fields: Record<string, string>, { apiV3Key }: MerchantKeys): string {
  const query = Object.entries(fields)
    .filter(([key, value]) => key !== 'sign' && value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`);
  return createHash('md5')
    .update([...query, `key=${apiV3Key}`].join('&'))
    .digest('hex')
    .toUpperCase();
}

/** The event of a callback to a function: the fields of v2 in camelCase (云开发微信支付, 支付回调). */
export function cloudPayEvent(notice: Notice, keys: MerchantKeys): Record<string, unknown> {
  const { resource } = notice;
  const amount = resource.amount as { total: number; refund?: number };
  const common = {
    returnCode: 'SUCCESS',
    subMchId: keys.mchid,
    nonceStr: randomHex(32),
    outTradeNo: resource.out_trade_no,
    transactionId: resource.transaction_id,
    totalFee: amount.total,
  };
  if (notice.event.startsWith('REFUND.')) {
    const successTime = digits(resource.success_time);
    return {
      ...common,
      outRefundNo: resource.out_refund_no,
      refundId: resource.refund_id,
      refundStatus: resource.refund_status,
      refundFee: amount.refund,
      successTime,
    };
  }
  const { openid } = resource.payer as { openid: string };
  return {
    ...common,
    resultCode: 'SUCCESS',
    subAppid: resource.appid,
    subOpenid: openid,
    subIsSubscribe: 'N',
    tradeType: resource.trade_type,
    bankType: resource.bank_type,
    feeType: 'CNY',
    cashFee: amount.total,
    attach: resource.attach,
    timeEnd: digits(resource.success_time),
    userInfo: { appId: resource.appid, openId: openid },
  };
}

/** `20261121183000`, as v2 writes an instant. */
const digits = (rfc3339: unknown) =>
  String(rfc3339 ?? '')
    .slice(0, 19)
    .replace(/\D/g, '');
