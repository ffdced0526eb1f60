import type { Account } from './account.js';
import { PayError } from './errors.js';
import type { PayApi } from './faults.js';
import { Fields } from './fields.js';
import { placeTrade } from './prepay.js';
import { findRefund, refundView, requestRefund } from './refunds.js';
import { closeTrade, requireTrade, requireTransaction, transactionView } from './trades.js';

/** One authenticated request. */
export interface PayCall {
  account: Account;
  body: Buffer;
  query: URLSearchParams;
  /** The variable parts of the path, decoded, in order. */
  path: string[];
  /** Where this door is reached: `https://api.mch.weixin.qq.com`, or the local cloud's own prefix. */
  origin: string;
  /** The local cloud's own address, for pages that a person opens. */
  localUrl: string;
}

/** JSON, raw bytes, or nothing (204). */
export type PayAnswer = { json: unknown } | { bytes: Buffer; contentType: string } | { empty: true };

/** One API of WeChat Pay v3. `{}` in its path stands for one variable part. */
export interface Operation {
  method: 'GET' | 'POST';
  path: string;
  api: PayApi;
  run(call: PayCall): PayAnswer | Promise<PayAnswer>;
}

const TRANSACTIONS = '/v3/pay/transactions';

export const TRADE_OPERATIONS: Operation[] = [
  {
    method: 'POST',
    path: `${TRANSACTIONS}/jsapi`,
    api: 'prepay',
    run: ({ account, body }) => ({
      json: { prepay_id: placeTrade(account, 'JSAPI', Fields.ofBody(body)).prepayId },
    }),
  },
  {
    method: 'POST',
    path: `${TRANSACTIONS}/h5`,
    api: 'prepay',
    run: ({ account, body, localUrl }) => {
      const { prepayId } = placeTrade(account, 'MWEB', Fields.ofBody(body));
      // WeChat answers a page of wx.tenpay.com; its stand-in is on this machine.
      return { json: { h5_url: `${localUrl}/__wechat-pay/h5/${prepayId}` } };
    },
  },
  {
    method: 'POST',
    path: `${TRANSACTIONS}/native`,
    api: 'prepay',
    run: ({ account, body }) => ({
      json: { code_url: `weixin://wxpay/bizpayurl?pr=${placeTrade(account, 'NATIVE', Fields.ofBody(body)).prepayId}` },
    }),
  },
  {
    method: 'GET',
    path: `${TRANSACTIONS}/out-trade-no/{}`,
    api: 'query',
    run: ({ account, query, path }) => {
      checkMchid(account, Fields.ofQuery(query));
      return { json: transactionView(requireTrade(account, path[0]!)) };
    },
  },
  {
    method: 'GET',
    path: `${TRANSACTIONS}/id/{}`,
    api: 'query',
    run: ({ account, query, path }) => {
      checkMchid(account, Fields.ofQuery(query));
      return { json: transactionView(requireTransaction(account, path[0]!)) };
    },
  },
  {
    method: 'POST',
    path: `${TRANSACTIONS}/out-trade-no/{}/close`,
    api: 'close',
    run: ({ account, body, path }) => {
      checkMchid(account, Fields.ofBody(body));
      closeTrade(account, path[0]!);
      return { empty: true };
    },
  },
];

export const REFUND_OPERATIONS: Operation[] = [
  {
    method: 'POST',
    path: '/v3/refund/domestic/refunds',
    api: 'refund',
    run: ({ account, body }) => ({ json: refundView(requestRefund(account, Fields.ofBody(body))) }),
  },
  {
    method: 'GET',
    path: '/v3/refund/domestic/refunds/{}',
    api: 'queryRefund',
    run: ({ account, path }) => {
      const refund = findRefund(account, path[0]!);
      if (!refund) throw new PayError('RESOURCE_NOT_EXISTS', '退款单不存在');
      return { json: refundView(refund) };
    },
  },
];

/** The merchant number in the request must be the one that signed it. */
function checkMchid(account: Account, fields: Fields): void {
  if (fields.text('mchid', { max: 32 }) !== account.keys.mchid) fields.fail('mchid', '与签名所用的商户号不一致');
}
