import type { App } from '../../shared/apps/app.js';
import { benefitCollection } from '../../shared/modules/benefit/accounts.js';
import {
  GrantComparison,
  type GrantingAccount,
  type GrantingOrder,
} from '../../shared/modules/benefit/compare-grants.js';
import { fileCollection } from '../../shared/modules/file/files.js';
import { fileQuotaCollection } from '../../shared/modules/file/quota.js';
import { orderCollection } from '../../shared/modules/order/orders.js';
import { HoldComparison, type HoldingOrder, type HoldProblem } from '../../shared/modules/stock/compare-holds.js';
import { type Stock, stockCollection } from '../../shared/modules/stock/stock.js';
import type { Connection } from '../deploy/connection.js';
import { patiently } from './patience.js';
import { readAll } from './read-all.js';

/** Something that two documents do not agree on. */
export interface Difference {
  collection: string;
  id: string;
  /** What it is about: an order, a file. */
  of: string;
  problem: string;
  /** Whether it was put right; some take a person. */
  repaired: boolean;
}

type Db = Connection['db'];
type Check = (db: Db, repair: boolean) => Promise<Difference[]>;

/**
 * Finds where documents disagree that a backup may have taken some seconds apart: stock and the orders that hold it, a user's number
 * of files and the files, what was granted and the orders that paid for it. With `repair` it puts right what it can. Each repair is
 * one conditional update that can be repeated, and does no harm in an environment that lives.
 */
export async function checkConsistency(
  { db }: Pick<Connection, 'db'>,
  app: App,
  repair: boolean,
): Promise<Difference[]> {
  const names = new Set(app.collections.map(({ name }) => name));
  const found: Difference[] = [];
  for (const [needed, check] of CHECKS) {
    if (needed.every((name) => names.has(name))) found.push(...(await check(db, repair)));
  }
  return found;
}

const CHECKS: readonly (readonly [collections: readonly string[], check: Check])[] = [
  [[stockCollection.name, orderCollection.name], stockAgainstOrders],
  [[fileQuotaCollection.name, fileCollection.name], quotasAgainstFiles],
  [[benefitCollection.name, orderCollection.name], benefitsAgainstOrders],
];

/** What an order has granted, or should have: for a person to see to, with `benefit-give` or a refund. */
async function benefitsAgainstOrders(db: Db): Promise<Difference[]> {
  const comparison = new GrantComparison();
  const kept = ['_id', 'grants', 'closed'];
  for await (const account of readAll<GrantingAccount>(db, benefitCollection.name, kept))
    comparison.seeAccount(account);
  const fields = ['_id', 'status', 'lines', 'outbox'];
  for await (const order of readAll<GrantingOrder>(db, orderCollection.name, fields)) comparison.seeOrder(order);
  return comparison.problems().map((found) => ({ collection: benefitCollection.name, ...found, repaired: false }));
}

async function stockAgainstOrders(db: Db, repair: boolean): Promise<Difference[]> {
  const stocks: Stock[] = [];
  for await (const stock of readAll<Stock>(db, stockCollection.name)) stocks.push(stock);
  const comparison = new HoldComparison(stocks);
  const fields = ['_id', 'status', 'closedAt', 'lines'];
  for await (const order of readAll<HoldingOrder>(db, orderCollection.name, fields)) comparison.see(order);

  const differences: Difference[] = [];
  for (const problem of comparison.problems()) {
    const { kind, skuId: id, orderId: of, quantity } = problem;
    const repaired = repair && kind !== 'oversold' && (await putRight(db, problem));
    differences.push({ collection: 'stocks', id, of, problem: `${kind} ${quantity}`, repaired });
  }
  return differences;
}

function putRight(db: Db, { kind, skuId, orderId, quantity }: HoldProblem): Promise<boolean> {
  const _ = db.command;
  const hold = `holds.${orderId}`;
  if (kind === 'release') {
    const gone = { available: _.inc(quantity), [hold]: _.remove() };
    return change(db, stockCollection.name, { _id: skuId, [`${hold}.quantity`]: quantity }, gone);
  }
  const enough = { _id: skuId, available: _.gte(quantity), [hold]: _.exists(false) };
  const taken = { available: _.inc(-quantity), [hold]: _.set({ quantity, at: new Date().toISOString() }) };
  return change(db, stockCollection.name, enough, taken);
}

interface Quota {
  _id: string;
  files?: Record<string, string>;
}

async function quotasAgainstFiles(db: Db, repair: boolean): Promise<Difference[]> {
  const counted = new Map<string, { userId: string; purpose: string }>();
  for await (const { _id: userId, files } of readAll<Quota>(db, fileQuotaCollection.name)) {
    for (const [fileId, purpose] of Object.entries(files ?? {})) counted.set(fileId, { userId, purpose });
  }
  for await (const { _id } of readAll<{ _id: string }>(db, fileCollection.name, ['_id'])) counted.delete(_id);

  const differences: Difference[] = [];
  for (const [fileId, { userId, purpose }] of counted) {
    const _ = db.command;
    const where = { _id: userId, [`files.${fileId}`]: _.exists(true) };
    const out = { [`counts.${purpose}`]: _.inc(-1), [`files.${fileId}`]: _.remove() };
    const repaired = repair && (await change(db, fileQuotaCollection.name, where, out));
    differences.push({ collection: 'fileQuotas', id: userId, of: fileId, problem: `${purpose} is gone`, repaired });
  }
  return differences;
}

/** @returns whether the document still was as it was read */
async function change(db: Db, name: string, where: object, data: object): Promise<boolean> {
  const update = { ...data, revision: db.command.inc(1) };
  const { updated } = (await patiently(() => db.collection(name).where(where).update(update))) as unknown as {
    updated?: number;
  };
  return updated === 1;
}
