import { guard } from '../kernel/guard.js';
import { type Exchange, HttpError, type Route, readJson, sendJson } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import type { Account, Accounts } from './account.js';
import { parseFunctionTarget, signV2 } from './cloud-pay-event.js';
import { PayError } from './errors.js';
import { isPrepayStale } from './prepay.js';
import type { Trade } from './records.js';
import { isSigned, lines } from './signing.js';
import { findPrepay, payTrade } from './trades.js';

const PATH = '/__wechat-pay/cashier/';

/** What `wx.requestPayment` is called with, and the appId that WeChat adds. */
const PAYMENT_KEYS = ['timeStamp', 'nonceStr', 'package', 'signType', 'paySign'] as const;

/**
 * The payer's side: `GET <prepayId>` is what the cashier shows, `POST <prepayId>` `{action: 'pay' | 'cancel', openid,
 * payment?}` is the payer's decision. With `payment` (the parameters of `wx.requestPayment`) the merchant's paySign is
 * checked, as WeChat does.
 */
export function createCashier(kernel: Kernel, accounts: Accounts): Route[] {
  const find = ({ request, url }: Exchange) => {
    guard(request, kernel.baseUrl());
    const prepayId = decodeURIComponent(url.pathname.slice(PATH.length));
    const found = findPrepay(accounts.existing(), prepayId);
    if (!found) throw new HttpError(404, 'PREPAY_NOT_EXIST', `no order has the prepay_id ${prepayId}`);
    return found;
  };
  return [
    {
      method: 'GET',
      path: PATH,
      handle: (exchange) => {
        const { account, trade } = find(exchange);
        sendJson(exchange.response, 200, cashierView(account, trade));
      },
    },
    {
      method: 'POST',
      path: PATH,
      handle: async (exchange) => {
        const { account, trade } = find(exchange);
        const decision = await readJson(exchange.request, 20_000);
        sendJson(exchange.response, 200, decide(account, trade, decision));
      },
    },
  ];
}

/** What the cashier shows; `amount` in fen. */
export function cashierView(account: Account, trade: Trade): Record<string, unknown> {
  return {
    env: account.env,
    prepayId: trade.prepayId,
    outTradeNo: trade.outTradeNo,
    tradeType: trade.tradeType,
    amount: trade.total,
    description: trade.description,
    merchantName: account.keys.name,
    openid: trade.openid,
    state: trade.state,
    expiresAt: Math.min(trade.expiresAt, trade.prepaidAt + 7_200_000),
    transactionId: trade.transactionId,
  };
}

function decide(account: Account, trade: Trade, decision: Record<string, unknown>): Record<string, unknown> {
  const { action, openid, payment, ...unknown } = decision;
  const stranger = Object.keys(unknown)[0];
  if (stranger) throw new HttpError(400, 'INVALID_PARAM', `unknown field ${stranger}`);
  if (payment !== undefined) checkPayment(account, trade, payment);
  if (action === 'cancel') return { errMsg: 'requestPayment:fail cancel', ...cashierView(account, trade) };
  if (action !== 'pay') throw new HttpError(400, 'INVALID_PARAM', "action must be 'pay' or 'cancel'");
  if (typeof openid !== 'string' || openid === '') throw new HttpError(400, 'INVALID_PARAM', 'openid is required');
  if (trade.openid !== undefined && trade.openid !== openid) {
    throw new HttpError(400, 'OPENID_MISMATCH', '下单账号与支付账号不一致');
  }
  if (isPrepayStale(trade, account.now())) throw new HttpError(400, 'PREPAY_EXPIRED', 'prepay_id已过期，请重新下单');
  try {
    const paid = payTrade(account, trade, openid);
    // The payer does not wait for the merchant; the notifier reports what goes wrong.
    void account.notifier.flush();
    return { errMsg: 'requestPayment:ok', ...cashierView(account, paid) };
  } catch (error) {
    if (error instanceof PayError) throw new HttpError(400, error.code, error.message);
    throw error;
  }
}

/** Checks paySign over appId, timeStamp, nonceStr and package (pay.weixin.qq.com, 小程序调起支付). */
function checkPayment(account: Account, trade: Trade, payment: unknown): void {
  const fields = (payment ?? {}) as Record<string, unknown>;
  for (const key of PAYMENT_KEYS) {
    if (typeof fields[key] !== 'string') throw refusal(`payment.${key} must be a string`);
  }
  const {
    appId = account.appid,
    timeStamp,
    nonceStr,
    package: prepay,
    signType,
    paySign,
  } = fields as Record<string, string>;
  if (prepay !== `prepay_id=${trade.prepayId}`) throw refusal(`package must be prepay_id=${trade.prepayId}`);
  if (parseFunctionTarget(trade.notifyUrl)) {
    const parts = { appId, nonceStr: nonceStr!, package: prepay, signType: signType!, timeStamp: timeStamp! };
    if (signType !== 'MD5' || paySign !== signV2(parts, account.keys)) throw refusal('支付验证签名失败');
    return;
  }
  if (signType !== 'RSA') throw refusal(`signType must be RSA, not ${signType}`);
  if (appId !== account.appid) throw refusal(`appId must be ${account.appid}`);
  const message = lines(appId, timeStamp!, nonceStr!, prepay);
  if (!isSigned(message, paySign!, account.keys.merchantCertificate)) throw refusal('支付验证签名失败');
}

const refusal = (message: string) => new HttpError(400, 'PAY_SIGN_ERROR', message);
