import { createHash } from 'node:crypto';
import type { Account } from './account.js';
import { PayError } from './errors.js';
import type { Fields } from './fields.js';
import { notifyUrlProblem } from './notify-target.js';
import type { Trade, TradeType } from './records.js';
import { randomHex } from './signing.js';
import { chinaStamp, parseRfc3339 } from './times.js';
import { findTrade } from './trades.js';

const HOUR = 3_600_000;
/** A prepay_id lives for two hours (pay.weixin.qq.com, JSAPI下单). */
const PREPAY_LIFE = 2 * HOUR;
/** An order without time_expire can be paid for seven days. */
const ORDER_LIFE = 7 * 24 * HOUR;

/** Which characters a merchant's numbers may hold (JSAPI下单, out_trade_no). */
export const OUT_TRADE_NO = { min: 6, max: 32, pattern: /^[\w|*-]+$/ } as const;

/**
 * Places an order, or answers it again when every parameter is the same.
 * @throws PayError PARAM_ERROR, APPID_MCHID_NOT_MATCH, OUT_TRADE_NO_USED, ORDERPAID, ORDER_CLOSED
 */
export function placeTrade(account: Account, tradeType: TradeType, fields: Fields): Trade {
  return keepOrder(account, readOrder(account, tradeType, fields));
}

/** What a merchant asks for, checked. */
export type Order = Pick<
  Trade,
  | 'tradeType'
  | 'mchid'
  | 'appid'
  | 'description'
  | 'outTradeNo'
  | 'attach'
  | 'notifyUrl'
  | 'total'
  | 'openid'
  | 'expiresAt'
  | 'fingerprint'
>;

/**
 * Writes a checked order down, or finds it again.
 * @throws PayError OUT_TRADE_NO_USED, ORDERPAID, ORDER_CLOSED
 */
export function keepOrder(account: Account, order: Order): Trade {
  const known = findTrade(account, order.outTradeNo);
  if (known?.paidAt !== undefined) throw new PayError('ORDERPAID', '该订单已支付');
  if (known?.state === 'CLOSED') throw new PayError('ORDER_CLOSED', '该订单已关闭');
  if (known && known.fingerprint !== order.fingerprint) {
    throw new PayError('OUT_TRADE_NO_USED', '商户订单号重复: 请求重入时，参数与首次请求时不一致');
  }
  const now = account.now();
  if (known && now < known.prepaidAt + PREPAY_LIFE) return known;
  const prepayId = `wx${chinaStamp(now).slice(2)}${randomHex(22).toLowerCase()}`;
  const trade: Trade = known
    ? { ...known, prepayId, prepaidAt: now }
    : { ...order, state: 'NOTPAY', createdAt: now, prepayId, prepaidAt: now };
  account.ledger.trades.put(trade);
  return trade;
}

/** Says whether a prepay can no longer be used to call the cashier. */
export const isPrepayStale = (trade: Trade, now: number): boolean => now >= trade.prepaidAt + PREPAY_LIFE;

function readOrder(account: Account, tradeType: TradeType, fields: Fields): Order {
  const order = {
    tradeType,
    ...readParties(account, fields),
    description: fields.text('description', { maxBytes: 127 }),
    outTradeNo: fields.text('out_trade_no', OUT_TRADE_NO),
    attach: fields.optionalText('attach', { maxBytes: 128 }),
    notifyUrl: readNotifyUrl(fields),
    total: readAmount(fields),
    openid: tradeType === 'JSAPI' ? fields.object('payer').text('openid', { max: 128 }) : undefined,
  };
  if (tradeType === 'MWEB') {
    const scene = fields.object('scene_info');
    scene.text('payer_client_ip', { max: 45 });
    scene.object('h5_info').text('type', { max: 32 });
  }
  const expiresAt = readExpiry(account, fields);
  return finishOrder(account, order, expiresAt);
}

/** Adds what follows from the rest: when it expires, and what a repetition is known by. */
export function finishOrder(
  account: Account,
  order: Omit<Order, 'expiresAt' | 'fingerprint'>,
  expiresAt: number | undefined,
): Order {
  const fingerprint = createHash('sha256')
    .update(JSON.stringify({ ...order, expiresAt }))
    .digest('hex');
  return { ...order, expiresAt: expiresAt ?? account.now() + ORDER_LIFE, fingerprint };
}

function readParties(account: Account, fields: Fields) {
  const mchid = fields.text('mchid', { max: 32 });
  if (mchid !== account.keys.mchid) fields.fail('mchid', '与签名所用的商户号不一致');
  return { mchid, appid: readAppid(account, fields) };
}

/** @throws PayError APPID_MCHID_NOT_MATCH when it is not the appid of the merchant's environment */
export function readAppid(account: Account, fields: Fields): string {
  const appid = fields.text('appid', { max: 32 });
  if (appid !== account.appid) {
    throw new PayError(
      'APPID_MCHID_NOT_MATCH',
      `appid和mchid不匹配: 商户号${account.keys.mchid}绑定的是${account.appid}`,
    );
  }
  return appid;
}

function readNotifyUrl(fields: Fields): string {
  const notifyUrl = fields.text('notify_url');
  const problem = notifyUrlProblem(notifyUrl);
  if (problem) fields.fail('notify_url', problem);
  return notifyUrl;
}

function readAmount(fields: Fields): number {
  const amount = fields.object('amount');
  const currency = amount.optionalText('currency') ?? 'CNY';
  if (currency !== 'CNY') amount.fail('currency', '只支持CNY');
  return amount.integer('total', 1, 100_000_000);
}

function readExpiry(account: Account, fields: Fields): number | undefined {
  const text = fields.optionalText('time_expire', { max: 64 });
  if (text === undefined) return undefined;
  const expiresAt = parseRfc3339(text);
  if (Number.isNaN(expiresAt)) fields.fail('time_expire', '必须是RFC3339格式，如2026-11-21T18:30:00+08:00');
  if (expiresAt <= account.now()) fields.fail('time_expire', '必须晚于当前时间');
  return expiresAt;
}
