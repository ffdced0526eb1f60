import type { Account } from './account.js';
import type { Refund, Trade } from './records.js';
import { chinaDate, chinaDateTime } from './times.js';

export const BILL_TYPES = ['ALL', 'SUCCESS', 'REFUND'] as const;
export type BillType = (typeof BILL_TYPES)[number];

/** WeChat Pay's usual fee: 0.6 %. */
const FEE_PER_MILLE = 6;

/** One line of a bill: a payment, or a refund that ended well. */
interface Line {
  trade: Trade;
  refund?: Refund;
  at: number;
}

/** Every column of the three bill types, in their order, with where its value comes from. */
const COLUMNS: [title: string, types: readonly BillType[], value: (line: Line) => string][] = [
  ['交易时间', BILL_TYPES, ({ at }) => chinaDateTime(at)],
  ['公众账号ID', BILL_TYPES, ({ trade }) => trade.appid],
  ['商户号', BILL_TYPES, ({ trade }) => trade.mchid],
  ['特约商户号', BILL_TYPES, () => '0'],
  ['设备号', BILL_TYPES, () => ''],
  ['微信订单号', BILL_TYPES, ({ trade }) => trade.transactionId!],
  ['商户订单号', BILL_TYPES, ({ trade }) => trade.outTradeNo],
  ['用户标识', BILL_TYPES, ({ trade }) => trade.payer!],
  ['交易类型', BILL_TYPES, ({ trade }) => trade.tradeType],
  ['交易状态', BILL_TYPES, ({ refund }) => (refund ? 'REFUND' : 'SUCCESS')],
  ['付款银行', BILL_TYPES, () => 'OTHERS'],
  ['货币种类', BILL_TYPES, () => 'CNY'],
  ['应结订单金额', BILL_TYPES, ({ trade, refund }) => yuan(refund ? 0 : trade.total)],
  ['代金券金额', BILL_TYPES, () => yuan(0)],
  ['退款申请时间', ['REFUND'], ({ refund }) => chinaDateTime(refund!.createdAt)],
  ['退款成功时间', ['REFUND'], ({ refund }) => chinaDateTime(refund!.settlesAt)],
  ['微信退款单号', ['ALL', 'REFUND'], ({ refund }) => refund?.refundId ?? '0'],
  ['商户退款单号', ['ALL', 'REFUND'], ({ refund }) => refund?.outRefundNo ?? '0'],
  ['退款金额', ['ALL', 'REFUND'], ({ refund }) => yuan(refund?.amount ?? 0)],
  ['充值券退款金额', ['ALL', 'REFUND'], () => yuan(0)],
  ['退款类型', ['ALL', 'REFUND'], ({ refund }) => (refund ? 'ORIGINAL' : '')],
  ['退款状态', ['ALL', 'REFUND'], ({ refund }) => (refund ? 'SUCCESS' : '')],
  ['商品名称', BILL_TYPES, ({ trade }) => trade.description],
  ['商户数据包', BILL_TYPES, ({ trade }) => trade.attach ?? ''],
  ['手续费', BILL_TYPES, (line) => (fee(line) / 100).toFixed(5)],
  ['费率', BILL_TYPES, () => '0.60%'],
  ['订单金额', BILL_TYPES, ({ trade, refund }) => yuan(refund ? 0 : trade.total)],
  ['申请退款金额', ['ALL', 'REFUND'], ({ refund }) => yuan(refund?.amount ?? 0)],
  ['费率备注', BILL_TYPES, () => ''],
];

/**
 * The bill of a civil date in China, as WeChat Pay writes it (pay.weixin.qq.com, 申请交易账单): UTF-8 with a byte order
 * mark, a back-quote before every value, yuan with two decimals, a summary below.
 * @returns undefined when nothing happened on that day
 */
export function writeTradeBill({ ledger }: Account, date: string, type: BillType): Buffer | undefined {
  const paid = ledger.trades.all().filter((trade) => trade.paidAt !== undefined);
  const payments = paid.map((trade): Line => ({ trade, at: trade.paidAt! }));
  const refunds = ledger.refunds
    .all()
    .filter(({ state }) => state === 'SUCCESS')
    .map((refund): Line => ({ trade: ledger.trades.get(refund.outTradeNo)!, refund, at: refund.settlesAt }));
  const chosen = { ALL: [...payments, ...refunds], SUCCESS: payments, REFUND: refunds }[type];
  const lines = chosen.filter(({ at }) => chinaDate(at) === date).sort((a, b) => a.at - b.at);
  if (lines.length === 0) return undefined;
  const columns = COLUMNS.filter(([, types]) => types.includes(type));
  const rows = lines.map((line) => row(columns.map(([, , value]) => value(line))));
  return Buffer.from(
    `\uFEFF${[columns.map(([title]) => title).join(','), ...rows, ...summary(lines)].join('\r\n')}\r\n`,
  );
}

function summary(lines: Line[]): string[] {
  const sum = (value: (line: Line) => number) => lines.reduce((total, line) => total + value(line), 0);
  const total = sum(({ trade, refund }) => (refund ? 0 : trade.total));
  const refunded = sum(({ refund }) => refund?.amount ?? 0);
  const fees = (sum(fee) / 100).toFixed(5);
  return [
    '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额',
    row([String(lines.length), yuan(total), yuan(refunded), yuan(0), fees, yuan(total), yuan(refunded)]),
  ];
}

/** Fen; given back with a refund. */
function fee({ trade, refund }: Line): number {
  const amount = refund ? -refund.amount : trade.total;
  return Math.round((amount * FEE_PER_MILLE) / 1000);
}

const yuan = (fen: number) => (fen / 100).toFixed(2);
/** A comma or a line break inside a value would break the line; WeChat Pay drops them too. */
const row = (values: string[]) => values.map((value) => `\`${value.replace(/[,\r\n`]/g, ' ')}`).join(',');
