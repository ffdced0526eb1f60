import { randomUUID } from 'node:crypto';
import { HttpError } from '../kernel/http.js';
import type { Account } from './account.js';
import { composeNotice, type Distortion } from './notice-message.js';
import type { NewNotice } from './notifier.js';
import type { Delivery, Notice, Refund, Trade } from './records.js';
import { refundNotice } from './refunds.js';
import { randomDigits } from './signing.js';
import { chinaStamp } from './times.js';
import { findTrade, transactionView } from './trades.js';

const HOUR = 3_600_000;

/** What each kind of scripted callback changes in the honest one. */
const DISTORTIONS = {
  success: {},
  duplicate: {},
  late: {},
  wrong_amount: { resource: (r) => ({ ...r, amount: { ...(r.amount as object), total: 1, payer_total: 1 } }) },
  wrong_currency: {
    resource: (r) => ({ ...r, amount: { ...(r.amount as object), currency: 'USD', payer_currency: 'USD' } }),
  },
  wrong_mchid: { resource: (r) => ({ ...r, mchid: '1900000001' }) },
  wrong_appid: { resource: (r) => ({ ...r, appid: 'wxffffffffffffffff' }) },
  bad_signature: { message: { badSignature: true } },
  wrong_serial: { message: { wrongSerial: true } },
  wrong_key: { message: { wrongKey: true } },
  replayed: { message: { age: 48 * HOUR } },
  refund: {},
  out_of_order: {},
} as const satisfies Record<
  string,
  { resource?: (resource: Record<string, unknown>) => Record<string, unknown>; message?: Distortion }
>;

export type CallbackKind = keyof typeof DISTORTIONS;
export const CALLBACK_KINDS = Object.keys(DISTORTIONS) as CallbackKind[];

export interface CallbackScript {
  outTradeNo: string;
  kind: CallbackKind;
  /** For `refund` and `out_of_order`: which refund; absent for the newest, or an invented one when there is none. */
  outRefundNo?: string;
  /** Fields put over the decrypted resource, for whatever has no kind of its own. */
  resource?: Record<string, unknown>;
  /** Virtual ms to wait; `late` waits two hours unless told. */
  afterMs?: number;
  /** How many at the same time; `duplicate` sends two unless told. */
  times?: number;
}

export type ScriptResult = { deliveries: Delivery[] } | { dueAt: number };

/**
 * Sends a callback for an order, whether WeChat Pay would send it or not: an order that is not paid is told of as if it
 * were. One attempt, no retry, nothing in the books.
 * @throws HttpError 404 when there is no such order or refund
 */
export async function runCallbackScript(account: Account, script: CallbackScript): Promise<ScriptResult> {
  const trade = findTrade(account, script.outTradeNo);
  if (!trade) throw new HttpError(404, 'ORDER_NOT_EXIST', `no order ${script.outTradeNo} in ${account.env}`);
  const notices = sequence(account, trade, script);
  const send = async () => {
    const deliveries: Delivery[] = [];
    for (const notice of notices) deliveries.push(...(await sendCopies(account, notice, script)));
    return deliveries;
  };
  const afterMs = script.afterMs ?? (script.kind === 'late' ? 2 * HOUR : 0);
  if (afterMs === 0) return { deliveries: await send() };
  const dueAt = account.now() + afterMs;
  account.watch(dueAt, send);
  return { dueAt };
}

/** The honest notices behind a script, in the order of sending. */
function sequence(account: Account, trade: Trade, script: CallbackScript): NewNotice[] {
  const success = () => successNotice(account, trade);
  const refund = () => {
    const chosen = chooseRefund(account, trade, script.outRefundNo);
    return refundNotice(account, chosen, chosen.notifyUrl ?? trade.notifyUrl);
  };
  if (script.kind === 'refund') return [refund()];
  return script.kind === 'out_of_order' ? [refund(), success()] : [success()];
}

async function sendCopies(account: Account, fresh: NewNotice, script: CallbackScript): Promise<Delivery[]> {
  const distortion: { resource?: (r: Record<string, unknown>) => Record<string, unknown>; message?: Distortion } =
    DISTORTIONS[script.kind];
  const now = account.now();
  const resource = { ...(distortion.resource?.(fresh.resource) ?? fresh.resource), ...script.resource };
  const notice: Notice = {
    ...fresh,
    resource,
    id: randomUUID(),
    createdAt: now,
    state: 'pending',
    attempts: 0,
    deliveries: [],
  };
  const { publicKeyMode } = account.faults.switches;
  const copies = script.times ?? (script.kind === 'duplicate' ? 2 : 1);
  const send = () =>
    account.notifier.attempt(
      notice,
      composeNotice(notice, account.keys, publicKeyMode, account.now(), distortion.message),
    );
  return Promise.all(Array.from({ length: copies }, send));
}

function successNotice(account: Account, trade: Trade): NewNotice {
  const paidAt = trade.paidAt ?? account.now();
  const paid: Trade = {
    ...trade,
    state: 'SUCCESS',
    paidAt,
    transactionId: trade.transactionId ?? `4200${randomDigits(6)}${chinaStamp(paidAt).slice(0, 8)}${randomDigits(10)}`,
    payer: trade.payer ?? trade.openid ?? 'o_nobody',
  };
  return {
    event: 'TRANSACTION.SUCCESS',
    summary: '支付成功',
    kind: 'transaction',
    about: trade.outTradeNo,
    notifyUrl: trade.notifyUrl,
    resource: transactionView(paid),
  };
}

function chooseRefund(account: Account, trade: Trade, outRefundNo: string | undefined): Refund {
  const refunds = account.ledger.refunds.find('third', trade.outTradeNo);
  const found = outRefundNo === undefined ? refunds.at(-1) : refunds.find((one) => one.outRefundNo === outRefundNo);
  if (found) return { ...found, state: 'SUCCESS' as const };
  if (outRefundNo !== undefined) {
    throw new HttpError(404, 'RESOURCE_NOT_EXISTS', `no refund ${outRefundNo} of ${trade.outTradeNo}`);
  }
  const now = account.now();
  return {
    outRefundNo: `R${trade.outTradeNo}`,
    refundId: `5030${randomDigits(6)}${chinaStamp(now).slice(0, 8)}${randomDigits(11)}`,
    outTradeNo: trade.outTradeNo,
    transactionId: trade.transactionId ?? `4200${randomDigits(24)}`,
    state: 'SUCCESS' as const,
    outcome: 'SUCCESS' as const,
    amount: trade.total,
    total: trade.total,
    createdAt: now,
    settlesAt: now,
  };
}
