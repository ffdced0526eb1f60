import { guard } from '../kernel/guard.js';
import { type Exchange, HttpError, type Route, readJson, sendJson } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import type { Account, Accounts } from './account.js';
import { CALLBACK_KINDS, type CallbackScript, runCallbackScript } from './callback-scripts.js';
import { PAY_ERROR_CODES } from './errors.js';
import { PAY_APIS, type PayFault, type PaySwitches } from './faults.js';
import { chinaDate, startOfChinaDate } from './times.js';
import { BILL_TYPES, writeTradeBill } from './trade-bill.js';

const PATH = '/__hub/wechat-pay';
const FAULT_KINDS = ['error', 'timeout', 'drop', 'delay'] as const;
const REFUND_OUTCOMES = ['SUCCESS', 'ABNORMAL', 'CLOSED'] as const;

/**
 * What a tester does to the simulator:
 * `GET  /__hub/wechat-pay?env=` the test keys;
 * `GET  /__hub/wechat-pay/orders?env=` orders, refunds, transfers; `GET …/notices?env=` callbacks and their attempts;
 * `GET  …/bill?env=&date=&type=` the trade bill of a day in China as it stands, `csv: null` when nothing happened;
 * `POST …/callbacks` `{env, outTradeNo, kind, …}` one scripted callback;
 * `POST …/switches` `{env, holdCallbacks?, publicKeyMode?, duplicateCallbacks?, refundDelayMs?, refundOutcome?, largestTransfer?}`;
 * `GET  …/faults?env=` rules that still strike; `POST …/faults` `{env, kind, api?, code?, ms?, times?}`,
 * `DELETE …/faults?env=` removes rules and switches.
 */
export function createHub(kernel: Kernel, accounts: Accounts): Route[] {
  const of = (env: unknown): Account => {
    if (typeof env !== 'string' || !kernel.hasEnvironment(env)) {
      throw new HttpError(404, 'INVALID_ENV', `no environment ${String(env)}`);
    }
    return accounts.of(env);
  };
  const get = (path: string, view: (account: Account, query: URLSearchParams) => unknown): Route => ({
    method: 'GET',
    path: `${PATH}${path}`,
    handle: ({ url, request, response }: Exchange) => {
      guard(request, kernel.baseUrl());
      sendJson(response, 200, view(of(url.searchParams.get('env')), url.searchParams));
    },
  });
  const post = (path: string, act: (account: Account, body: Record<string, unknown>) => unknown): Route => ({
    method: 'POST',
    path: `${PATH}${path}`,
    handle: async ({ request, response }: Exchange) => {
      guard(request, kernel.baseUrl());
      const { env, ...body } = await readJson(request, 100_000);
      sendJson(response, 200, await act(of(env), body));
    },
  });
  return [
    get('', (account) => ({ env: account.env, appid: account.appid, ...account.keys, ...account.faults.switches })),
    get('/orders', ({ ledger }) => ({
      trades: ledger.trades.all(),
      refunds: ledger.refunds.all(),
      transfers: ledger.transfers.all(),
    })),
    get('/notices', ({ ledger }) => ledger.notices.all()),
    get('/bill', viewBill),
    get('/faults', ({ faults }) => ({
      rules: faults.rules.filter(({ times }) => times > 0),
      apis: PAY_APIS,
      codes: PAY_ERROR_CODES,
    })),
    post('/callbacks', (account, body) => runCallbackScript(account, readScript(body))),
    post('/switches', async (account, body) => {
      Object.assign(account.faults.switches, readSwitches(body));
      if (!account.faults.switches.holdCallbacks) await account.notifier.flush();
      return account.faults.switches;
    }),
    post('/faults', (account, body) => {
      account.faults.rules.push(readFault(body));
      return account.faults.rules;
    }),
    {
      method: 'DELETE',
      path: `${PATH}/faults`,
      handle: async ({ url, request, response }: Exchange) => {
        guard(request, kernel.baseUrl());
        const account = of(url.searchParams.get('env'));
        account.faults.clear();
        await account.notifier.flush();
        sendJson(response, 200, {});
      },
    },
  ];
}

function viewBill(account: Account, query: URLSearchParams) {
  const date = query.get('date') ?? chinaDate(account.now());
  const type = query.get('type') ?? 'ALL';
  if (Number.isNaN(startOfChinaDate(date))) throw new HttpError(400, 'INVALID_PARAM', 'date must be a day, YYYY-MM-DD');
  const known = BILL_TYPES.find((one) => one === type);
  if (!known) throw new HttpError(400, 'INVALID_PARAM', `type must be one of ${BILL_TYPES.join(', ')}`);
  return { date, type, csv: writeTradeBill(account, date, known)?.toString('utf8') ?? null };
}

function readScript(body: Record<string, unknown>): CallbackScript {
  onlyKnown(body, ['outTradeNo', 'kind', 'outRefundNo', 'resource', 'afterMs', 'times']);
  return {
    outTradeNo: text(body, 'outTradeNo') ?? missing('outTradeNo'),
    kind: oneOf(body, 'kind', CALLBACK_KINDS) ?? 'success',
    outRefundNo: text(body, 'outRefundNo'),
    resource: body.resource as Record<string, unknown> | undefined,
    afterMs: count(body, 'afterMs', 0, 366 * 86_400_000),
    times: count(body, 'times', 1, 100),
  };
}

function readSwitches(body: Record<string, unknown>): Partial<PaySwitches> {
  onlyKnown(body, [
    'holdCallbacks',
    'publicKeyMode',
    'duplicateCallbacks',
    'refundDelayMs',
    'refundOutcome',
    'largestTransfer',
  ]);
  const switches = {
    holdCallbacks: flag(body, 'holdCallbacks'),
    publicKeyMode: flag(body, 'publicKeyMode'),
    duplicateCallbacks: flag(body, 'duplicateCallbacks'),
    refundDelayMs: count(body, 'refundDelayMs', 0, 366 * 86_400_000),
    largestTransfer: count(body, 'largestTransfer', 10, 1_000_000_000),
    refundOutcome: oneOf(body, 'refundOutcome', REFUND_OUTCOMES),
  };
  return Object.fromEntries(Object.entries(switches).filter(([, value]) => value !== undefined));
}

function readFault(body: Record<string, unknown>): PayFault {
  onlyKnown(body, ['api', 'kind', 'code', 'ms', 'times']);
  return {
    api: oneOf(body, 'api', PAY_APIS),
    kind: oneOf(body, 'kind', FAULT_KINDS) ?? missing('kind'),
    code: oneOf(body, 'code', PAY_ERROR_CODES),
    ms: count(body, 'ms', 0, 600_000) ?? 30_000,
    times: count(body, 'times', 1, 1_000_000) ?? 1,
  };
}

function onlyKnown(body: Record<string, unknown>, keys: string[]): void {
  const stranger = Object.keys(body).find((key) => !keys.includes(key));
  if (stranger) throw new HttpError(400, 'INVALID_PARAM', `unknown field ${stranger}; known: ${keys.join(', ')}`);
}

function text(body: Record<string, unknown>, key: string): string | undefined {
  const value = body[key];
  if (value === undefined || typeof value === 'string') return value;
  throw new HttpError(400, 'INVALID_PARAM', `${key} must be a string`);
}

function flag(body: Record<string, unknown>, key: string): boolean | undefined {
  const value = body[key];
  if (value === undefined || typeof value === 'boolean') return value;
  throw new HttpError(400, 'INVALID_PARAM', `${key} must be true or false`);
}

function count(body: Record<string, unknown>, key: string, min: number, max: number): number | undefined {
  const value = body[key];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new HttpError(400, 'INVALID_PARAM', `${key} must be a whole number from ${min} to ${max}`);
}

function oneOf<T extends string>(body: Record<string, unknown>, key: string, values: readonly T[]): T | undefined {
  const value = body[key];
  if (value === undefined) return undefined;
  const found = values.find((one) => one === value);
  if (found === undefined) throw new HttpError(400, 'INVALID_PARAM', `${key} must be one of ${values.join(', ')}`);
  return found;
}

function missing(key: string): never {
  throw new HttpError(400, 'INVALID_PARAM', `${key} is required`);
}
