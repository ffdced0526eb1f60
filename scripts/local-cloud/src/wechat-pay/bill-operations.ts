import { createHash, createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Account } from './account.js';
import { PayError } from './errors.js';
import { Fields } from './fields.js';
import type { Operation, PayCall } from './operations.js';
import { chinaDate, startOfChinaDate } from './times.js';
import { BILL_TYPES, type BillType, writeTradeBill } from './trade-bill.js';

const [HOUR, DAY] = [3_600_000, 86_400_000];
/** Bills are made from nine o'clock of the next day. */
const READY_AFTER = DAY + 9 * HOUR;
const KEPT = 92 * DAY;
/** How long the download address lives. */
const TOKEN_LIFE = 30_000;

export const BILL_OPERATIONS: Operation[] = [
  { method: 'GET', path: '/v3/bill/tradebill', api: 'bill', run: requestBill },
  { method: 'GET', path: '/v3/billdownload/file', api: 'bill', run: downloadBill },
];

function requestBill({ account, query, origin }: PayCall) {
  const fields = Fields.ofQuery(query);
  const date = fields.text('bill_date', { pattern: /^\d{4}-\d\d-\d\d$/ });
  const typeName = fields.optionalText('bill_type') ?? 'ALL';
  const type = BILL_TYPES.find((one) => one === typeName);
  if (!type) return fields.fail('bill_type', `必须是${BILL_TYPES.join('、')}之一`);
  const packing = fields.optionalText('tar_type');
  if (packing !== undefined && packing !== 'GZIP') fields.fail('tar_type', '只支持GZIP');
  const start = startOfChinaDate(date);
  const now = account.now();
  if (Number.isNaN(start)) fields.fail('bill_date', '不是存在的日期');
  if (date >= chinaDate(now)) fields.fail('bill_date', '必须早于今天');
  if (now - start > KEPT) fields.fail('bill_date', '仅支持三个月内的账单');
  if (now < start + READY_AFTER) throw new PayError('STATEMENT_CREATING', '账单生成中，请在9点后获取');
  const bill = billOf(account, date, type);
  const token = makeToken(account, { date, type, gzip: packing === 'GZIP', expires: now + TOKEN_LIFE });
  return {
    json: {
      hash_type: 'SHA1',
      hash_value: createHash('sha1').update(bill).digest('hex'),
      download_url: `${origin}/v3/billdownload/file?token=${token}`,
    },
  };
}

function downloadBill({ account, query }: PayCall) {
  const { date, type, gzip } = readToken(account, Fields.ofQuery(query).text('token'));
  const bill = billOf(account, date, type);
  return gzip
    ? { bytes: gzipSync(bill), contentType: 'application/x-gzip' }
    : { bytes: bill, contentType: 'text/plain; charset=utf-8' };
}

function billOf(account: Account, date: string, type: BillType): Buffer {
  const bill = writeTradeBill(account, date, type);
  if (!bill) throw new PayError('NO_STATEMENT_EXIST', '账单文件不存在');
  return bill;
}

interface Token {
  date: string;
  type: BillType;
  gzip: boolean;
  expires: number;
}

const seal = ({ keys }: Account, text: string) => createHmac('sha256', keys.apiV3Key).update(text).digest('base64url');

function makeToken(account: Account, token: Token): string {
  const text = Buffer.from(JSON.stringify(token)).toString('base64url');
  return `${text}.${seal(account, text)}`;
}

function readToken(account: Account, token: string): Token {
  const [text = '', signature] = token.split('.');
  if (seal(account, text) !== signature) throw new PayError('PARAM_ERROR', '账单下载token无效');
  const read = JSON.parse(Buffer.from(text, 'base64url').toString()) as Token;
  if (account.now() > read.expires) throw new PayError('PARAM_ERROR', '账单下载地址已过期');
  return read;
}
