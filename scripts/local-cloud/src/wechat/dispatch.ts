import type { WechatAccount } from './account.js';
import { type ApiAnswer, type OpenApi, WechatError } from './api.js';
import { PHONE_APIS } from './apis/phone-number.js';
import { SECURITY_APIS } from './apis/security.js';
import { SHIPPING_APIS } from './apis/shipping.js';
import { SUBSCRIBE_APIS } from './apis/subscribe-message.js';
import { WXACODE_APIS } from './apis/wxacode.js';

/** Every open API that the local cloud answers. */
export const OPEN_APIS: readonly OpenApi[] = [
  ...SECURITY_APIS,
  ...SUBSCRIBE_APIS,
  ...WXACODE_APIS,
  ...PHONE_APIS,
  ...SHIPPING_APIS,
];

/** WeChat's code for an API that does not exist. */
const NO_SUCH_API = -604100;

/**
 * Calls an open API, however it was reached: faults first, then its rate, then its work.
 * @throws WechatError what WeChat would answer
 */
export async function callOpenApi(
  account: WechatAccount,
  api: OpenApi | undefined,
  name: string,
  data: Record<string, unknown>,
): Promise<ApiAnswer> {
  if (!api) {
    const known = OPEN_APIS.map((one) => one.name).join(', ');
    throw new WechatError(NO_SUCH_API, `API not found: the local cloud has no ${name}; it has ${known}`);
  }
  const fault = account.faults.find((one) => one.times > 0 && (one.api === undefined || one.api === api.name));
  if (fault) {
    fault.times--;
    throw new WechatError(fault.errcode, fault.errmsg);
  }
  if (!account.withinRate(api.name, api.perMinute)) {
    throw new WechatError(45009, `reach max api daily quota limit: ${api.name} has ${api.perMinute} calls a minute`);
  }
  return api.run({ account, data });
}

export const findByName = (name: string): OpenApi | undefined => OPEN_APIS.find((api) => api.name === name);
