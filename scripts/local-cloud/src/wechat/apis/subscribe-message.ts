import { randomBytes } from 'node:crypto';
import { type ApiCall, type OpenApi, oneOf, text, WechatError } from '../api.js';

/** What each kind of keyword may hold (订阅消息参数值内容限制说明); lengths in characters. */
const VALUE_RULES: Record<string, RegExp> = {
  thing: /^[\s\S]{1,20}$/u,
  number: /^[-+]?\d{1,32}(\.\d+)?$/,
  letter: /^[A-Za-z]{1,32}$/,
  symbol: /^[^\p{L}\p{N}]{1,5}$/u,
  character_string: /^[\x21-\x7e]{1,32}$/,
  time: /^[\d年月日时分秒号:：/\-~ ]{1,32}$/,
  date: /^[\d年月日时分秒号:：/\-~ ]{1,32}$/,
  amount: /^[¥$€£]?\d{1,10}(\.\d+)?元?$/,
  phone_number: /^[\d+\- ]{1,17}$/,
  car_number: /^[\p{L}\d]{1,8}$/u,
  name: /^(\p{Script=Han}{1,10}|[\p{L}\s·]{1,20})$/u,
  phrase: /^\p{Script=Han}{1,5}$/u,
  const: /^[\s\S]{1,20}$/u,
  enum: /^[\s\S]{1,20}$/u,
};

export const SUBSCRIBE_APIS: OpenApi[] = [
  { name: 'subscribeMessage.send', path: '/cgi-bin/message/subscribe/send', perMinute: 60_000, run: send },
];

/** Sends one message for one tap in which the user allowed it. */
function send({ account, data }: ApiCall) {
  const openid = text(data, 'touser', 40003);
  const template = text(data, 'template_id', 40037);
  oneOf(data, 'miniprogram_state', ['developer', 'trial', 'formal'] as const, 'formal');
  const values = readValues(data.data);
  if (data.page !== undefined) checkPage(account.pages(), text(data, 'page'));
  if (!account.store.useGrant(openid, template)) throw new WechatError(43101, 'user refuse to accept the msg');
  const content = { template, page: data.page, values };
  account.store.record({ at: account.now(), kind: 'subscribeMessage', openid, content });
  const msgid = randomBytes(8).readBigUInt64BE() >> 2n;
  return { json: { errcode: 0, errmsg: 'ok', msgid } };
}

function readValues(data: unknown): Record<string, string> {
  if (typeof data !== 'object' || data === null) throw new WechatError(47003, 'argument invalid! data is required');
  const values: Record<string, string> = {};
  for (const [key, entry] of Object.entries(data)) {
    const value: unknown = (entry as { value?: unknown } | null)?.value;
    const kind = key.replace(/\d+$/, '');
    const rule = VALUE_RULES[kind];
    if (!rule || !/\d$/.test(key)) throw new WechatError(47003, `argument invalid! data.${key} is no keyword`);
    if ((typeof value !== 'string' && typeof value !== 'number') || !rule.test(String(value))) {
      throw new WechatError(47003, `argument invalid! data.${key}.value invalid`);
    }
    values[key] = String(value);
  }
  return values;
}

/** @throws WechatError 41030 when the mini-program has no such page */
export function checkPage(pages: readonly string[] | undefined, page: string): void {
  if (pages && !pages.includes(page.split('?')[0]!)) throw new WechatError(41030, `invalid page: ${page}`);
}
