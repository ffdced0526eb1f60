import { request } from './api.js';
import type { Notice, Refund, Trade, Transfer } from './types.js';

export interface Books {
  trades: Trade[];
  refunds: Refund[];
  transfers: Transfer[];
  notices: Notice[];
}

/** Everything that the payment simulator has in its books, newest first. */
export async function readBooks(env: string): Promise<Books> {
  const query = { env };
  const [orders, notices] = await Promise.all([
    request<Omit<Books, 'notices'>>('GET', '/__hub/wechat-pay/orders', { query }),
    request<Notice[]>('GET', '/__hub/wechat-pay/notices', { query }),
  ]);
  return {
    trades: orders.trades.reverse(),
    refunds: orders.refunds.reverse(),
    transfers: orders.transfers.reverse(),
    notices: notices.reverse(),
  };
}

/** What the payer decides at the cashier. */
export const decide = (prepayId: string, action: 'pay' | 'cancel', openid: string): Promise<{ errMsg: string }> =>
  request('POST', `/__wechat-pay/cashier/${encodeURIComponent(prepayId)}`, {
    body: JSON.stringify({ action, openid }),
  });

export const CALLBACK_KINDS = [
  'success',
  'duplicate',
  'late',
  'wrong_amount',
  'wrong_currency',
  'wrong_mchid',
  'wrong_appid',
  'bad_signature',
  'wrong_serial',
  'wrong_key',
  'replayed',
  'refund',
  'out_of_order',
] as const;

export const sendCallback = (env: string, outTradeNo: string, kind: string): Promise<object> =>
  request('POST', '/__hub/wechat-pay/callbacks', { body: JSON.stringify({ env, outTradeNo, kind }) });

export interface Switches {
  holdCallbacks: boolean;
  publicKeyMode: boolean;
  duplicateCallbacks: boolean;
  refundDelayMs: number;
  refundOutcome: 'SUCCESS' | 'ABNORMAL' | 'CLOSED';
  largestTransfer: number;
}

export const readSwitches = (env: string): Promise<Switches & { appid: string; mchid: string }> =>
  request('GET', '/__hub/wechat-pay', { query: { env } });

export const setSwitches = (env: string, switches: Partial<Switches>): Promise<Switches> =>
  request('POST', '/__hub/wechat-pay/switches', { body: JSON.stringify({ env, ...switches }) });
