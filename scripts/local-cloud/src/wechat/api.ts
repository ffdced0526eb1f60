import type { WechatAccount } from './account.js';

/** A failure that WeChat answers as `{errcode, errmsg}`. */
export class WechatError extends Error {
  override readonly name = 'WechatError';

  constructor(
    readonly errcode: number,
    readonly errmsg: string,
  ) {
    super(`${errcode} ${errmsg}`);
  }
}

/** One call of an open API, by whichever door. */
export interface ApiCall {
  account: WechatAccount;
  /** Parameters in snake_case. */
  data: Record<string, unknown>;
}

/** JSON (bigint for numbers beyond 2^53), or a picture. */
export type ApiAnswer = { json: Record<string, unknown> } | { bytes: Buffer; contentType: string };

/** One open API of WeChat: its name in `cloud.openapi`, its path at `api.weixin.qq.com`. */
export interface OpenApi {
  name: string;
  path: string;
  /** Calls a minute; more are answered 45009. */
  perMinute: number;
  run(call: ApiCall): ApiAnswer | Promise<ApiAnswer>;
}

/** A parameter that must be a text. @throws WechatError 40097 unless another code is given */
export function text(data: Record<string, unknown>, key: string, errcode = 40097): string {
  const value = data[key];
  if (typeof value === 'string' && value !== '') return value;
  throw new WechatError(errcode, `invalid args: ${key} must be a non-empty string`);
}

/** A parameter that must be one of a few numbers or texts. @throws WechatError 40097 */
export function oneOf<T>(data: Record<string, unknown>, key: string, allowed: readonly T[], fallback?: T): T {
  const value = data[key] ?? fallback;
  if (allowed.includes(value as T)) return value as T;
  throw new WechatError(40097, `invalid args: ${key} must be one of ${allowed.join(', ')}`);
}

/** Writes JSON in which a bigint is a plain number, as WeChat sends message ids. */
export function toJson(value: unknown): string {
  const mark = `big${Math.random().toString(36).slice(2)}:`;
  const json = JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? mark + one : one));
  return json.replaceAll(new RegExp(`"${mark}(-?\\d+)"`, 'g'), '$1');
}
