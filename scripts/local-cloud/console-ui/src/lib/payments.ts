import { request } from './api.js';
import type { Delivery, Notice, Refund, Trade, Transfer } from './types.js';

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

export type ScriptResult = { deliveries: Delivery[] } | { dueAt: number };

export interface ScriptOptions {
  resource?: Record<string, unknown> | undefined;
  afterMs?: number;
  times?: number;
}

/** Sends a callback as a script has it, and says what the merchant answered, or when it will go out. */
export const sendCallback = (
  env: string,
  outTradeNo: string,
  kind: string,
  options: ScriptOptions = {},
): Promise<ScriptResult> =>
  request('POST', '/__hub/wechat-pay/callbacks', { body: JSON.stringify({ env, outTradeNo, kind, ...options }) });

/** What the receiver of a merchant transfer decides. */
export const decideTransfer = ({ packageInfo, openid }: Transfer, action: 'confirm' | 'cancel'): Promise<object> =>
  request('POST', '/__wechat-pay/transfer', { body: JSON.stringify({ package: packageInfo, action, openid }) });

export interface Bill {
  date: string;
  type: string;
  csv: string | null;
}

/** The trade bill of a day in China, as it stands. */
export const readBill = (env: string, date: string, type: string): Promise<Bill> =>
  request('GET', '/__hub/wechat-pay/bill', { query: { env, date, type } });

/** A bill's header and rows; the summary's header and row after them. */
export function rowsOfBill(csv: string): { titles: string[]; rows: string[][]; sumTitles: string[]; sums: string[] } {
  const lines = csv
    .replace(/^\uFEFF/, '')
    .split('\r\n')
    .filter(Boolean);
  const cells = (line: string) => line.split(',').map((cell) => cell.replace(/^`/, ''));
  const [titles = '', ...rest] = lines;
  const [sumTitles = '', sums = ''] = rest.slice(-2);
  return { titles: cells(titles), rows: rest.slice(0, -2).map(cells), sumTitles: cells(sumTitles), sums: cells(sums) };
}

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
