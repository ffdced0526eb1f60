import { gzipSync } from 'node:zlib';
import { type AdminAction, type AdminRequest, RawAnswer } from '../kernel/admin.js';
import { CloudError } from '../kernel/cloud-error.js';
import type { Kernel } from '../kernel/kernel.js';
import type { Account, Accounts } from './account.js';
import { functionTarget, signV2 } from './cloud-pay-event.js';
import { PayError } from './errors.js';
import { Fields } from './fields.js';
import { finishOrder, keepOrder, OUT_TRADE_NO } from './prepay.js';
import type { Trade } from './records.js';
import { acceptRefund, findRefund } from './refunds.js';
import { randomHex } from './signing.js';
import { chinaStamp } from './times.js';
import { BILL_TYPES, writeTradeBill } from './trade-bill.js';
import { closeTrade, requireTrade, requireTransaction } from './trades.js';

type Answer = Record<string, unknown> | Buffer;
type Operation = (account: Account, fields: Fields, request: AdminRequest) => Answer;

/** What `cloud.cloudPay` can do, by the name that the SDK sends. */
const OPERATIONS: Record<string, Operation> = {
  unifiedOrder,
  queryOrder: (account, fields) => orderView(readTrade(account, fields)),
  closeOrder(account, fields) {
    closeTrade(account, fields.text('out_trade_no', OUT_TRADE_NO));
    return {};
  },
  refund,
  queryRefund,
  downloadBill,
};

/**
 * `wx.wxPayApi`: WeChat Pay as functions reach it without keys. The fields are those of v2 in snake_case; a failure of the
 * business is an answer with `result_code: FAIL`. Callbacks go to the function that the order names.
 */
export function createCloudPayAction(kernel: Kernel, accounts: Accounts): AdminAction {
  return (request) => {
    if (!kernel.hasEnvironment(request.env)) {
      throw new CloudError('INVALIID_ENV', `environment ${request.env} does not exist`);
    }
    const name = request.body.apiName;
    if (typeof name !== 'string') throw new CloudError('INVALID_PARAM', 'apiName must be a string');
    const run = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name]! : undefined;
    if (!run) {
      const known = Object.keys(OPERATIONS).join(', ');
      throw new CloudError('INVALID_PARAM', `the local cloud has no cloudPay.${name}; it has ${known}`);
    }
    const account = accounts.of(request.env);
    const answer = answerOf(account, run, request);
    // With `application/json; charset=utf-8` the SDK would take it for a failure of CloudBase.
    return Buffer.isBuffer(answer)
      ? new RawAnswer(answer, 'application/octet-stream')
      : new RawAnswer(Buffer.from(JSON.stringify(answer)), 'application/octet-stream');
  };
}

function answerOf(account: Account, run: Operation, request: AdminRequest): Answer {
  const head = { return_code: 'SUCCESS', return_msg: 'OK', sub_mch_id: account.keys.mchid, nonce_str: randomHex(32) };
  try {
    const fields = Fields.of(readJson(request));
    if (fields.text('sub_mch_id') !== account.keys.mchid) fields.fail('sub_mch_id', '不是该环境的商户号');
    const answer = run(account, fields, request);
    return Buffer.isBuffer(answer) ? answer : { ...head, result_code: 'SUCCESS', ...answer };
  } catch (error) {
    if (!(error instanceof PayError)) throw error;
    if (error.code === 'PARAM_ERROR') return { return_code: 'FAIL', return_msg: error.message };
    return { ...head, result_code: 'FAIL', err_code: error.code, err_code_des: error.message };
  }
}

function unifiedOrder(account: Account, fields: Fields, { env, invocation }: AdminRequest): Answer {
  const { keys, appid } = account;
  fields.text('spbill_create_ip', { max: 64 });
  const openid = fields.optionalText('sub_openid') ?? fields.optionalText('openid') ?? invocation?.caller.openid;
  if (!openid) fields.fail('openid', '必填参数缺失: 调用链没有用户');
  const order = finishOrder(
    account,
    {
      tradeType: 'JSAPI',
      mchid: keys.mchid,
      appid,
      description: fields.text('body', { maxBytes: 127 }),
      outTradeNo: fields.text('out_trade_no', OUT_TRADE_NO),
      attach: fields.optionalText('attach', { maxBytes: 127 }),
      notifyUrl: readTarget(fields, env) ?? fields.fail('function_name', '必填参数缺失'),
      total: fields.integer('total_fee', 1, 100_000_000),
      openid,
    },
    undefined,
  );
  const { prepayId } = keepOrder(account, order);
  return { trade_type: 'JSAPI', prepay_id: prepayId, payment: paymentOf(account, prepayId) };
}

/** What `wx.requestPayment` is called with. */
function paymentOf({ keys, appid, now }: Account, prepayId: string) {
  const parts = {
    appId: appid,
    timeStamp: String(Math.floor(now() / 1000)),
    nonceStr: randomHex(32),
    package: `prepay_id=${prepayId}`,
    signType: 'MD5',
  };
  return { ...parts, paySign: signV2(parts, keys) };
}

function refund(account: Account, fields: Fields, { env }: AdminRequest): Answer {
  const total = fields.integer('total_fee', 1);
  const accepted = acceptRefund(account, {
    outRefundNo: fields.text('out_refund_no', { max: 64 }),
    trade: readTrade(account, fields),
    total,
    amount: fields.integer('refund_fee', 1, total),
    reason: fields.optionalText('refund_desc', { max: 80 }),
    notifyUrl: readTarget(fields, env),
  });
  return {
    transaction_id: accepted.transactionId,
    out_trade_no: accepted.outTradeNo,
    out_refund_no: accepted.outRefundNo,
    refund_id: accepted.refundId,
    refund_fee: accepted.amount,
    total_fee: accepted.total,
    cash_fee: accepted.total,
  };
}

function queryRefund(account: Account, fields: Fields): Answer {
  const found = findRefund(account, fields.text('out_refund_no'));
  if (!found) throw new PayError('RESOURCE_NOT_EXISTS', '退款单不存在');
  return {
    transaction_id: found.transactionId,
    out_trade_no: found.outTradeNo,
    total_fee: found.total,
    refund_count: 1,
    out_refund_no_0: found.outRefundNo,
    refund_id_0: found.refundId,
    refund_fee_0: found.amount,
    refund_status_0: found.state,
  };
}

function downloadBill(account: Account, fields: Fields): Answer {
  const date = fields.text('bill_date', { pattern: /^\d{8}$/ }).replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3');
  const typeName = fields.optionalText('bill_type') ?? 'ALL';
  const type = BILL_TYPES.find((one) => one === typeName) ?? fields.fail('bill_type', `必须是${BILL_TYPES.join('、')}`);
  const bill = writeTradeBill(account, date, type);
  if (!bill) throw new PayError('NO_STATEMENT_EXIST', '账单文件不存在');
  return fields.optionalText('tar_type') === 'GZIP' ? gzipSync(bill) : bill;
}

function orderView(trade: Trade): Answer {
  const { outTradeNo, state, total, paidAt, attach } = trade;
  return {
    out_trade_no: outTradeNo,
    trade_state: state,
    total_fee: total,
    ...(attach !== undefined && { attach }),
    ...(paidAt !== undefined && {
      transaction_id: trade.transactionId,
      sub_openid: trade.payer,
      trade_type: trade.tradeType,
      bank_type: 'OTHERS',
      cash_fee: total,
      fee_type: 'CNY',
      time_end: chinaStamp(paidAt),
    }),
  };
}

function readTrade(account: Account, fields: Fields): Trade {
  const transactionId = fields.optionalText('transaction_id');
  return transactionId
    ? requireTransaction(account, transactionId)
    : requireTrade(account, fields.text('out_trade_no', OUT_TRADE_NO));
}

/** The function that callbacks go to: `function_name` in `env_id`, the caller's environment unless told. */
function readTarget(fields: Fields, env: string): string | undefined {
  const functionName = fields.optionalText('function_name', { max: 60, pattern: /^[\w-]+$/ });
  const envId = fields.optionalText('env_id', { max: 60 }) ?? env;
  return functionName === undefined ? undefined : functionTarget({ env: envId, functionName });
}

function readJson({ parts }: AdminRequest): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(parts.get('requestData')?.toString('utf8') ?? '');
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Answered below, as any other content that is no JSON object.
  }
  throw new CloudError('INVALID_PARAM', 'requestData must be a JSON object');
}
