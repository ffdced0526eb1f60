import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import type { Notice, Refund, Trade, Transfer } from './records.js';

const SCHEMA = `
  create table if not exists trades (key text primary key, second text unique, third text unique, doc text not null);
  create table if not exists refunds (key text primary key, second text unique, third text, doc text not null);
  create table if not exists transfers (key text primary key, second text unique, third text unique, doc text not null);
  create table if not exists notices (key text primary key, second text, third text, doc text not null);
  create index if not exists refunds_of_trade on refunds (third);
  create index if not exists notices_by_state on notices (second);
  create index if not exists notices_about on notices (third);
`;

/** Records of one kind, kept whole as JSON beside the numbers they are found by. */
export interface Shelf<T> {
  get(key: string): T | undefined;
  /** By the second or third number. */
  find(by: 'second' | 'third', value: string): T[];
  /** All, oldest first. */
  all(): T[];
  /** Adds or replaces. */
  put(record: T): void;
}

/** The books of one merchant; a write that returned survives a crash. */
export interface Ledger {
  /** By out_trade_no; second: transaction_id; third: prepay_id. */
  trades: Shelf<Trade>;
  /** By out_refund_no; second: refund_id; third: out_trade_no. */
  refunds: Shelf<Refund>;
  /** By out_bill_no; second: transfer_bill_no; third: package_info. */
  transfers: Shelf<Transfer>;
  /** By id; second: state; third: the business number it is about. */
  notices: Shelf<Notice>;
  /** Runs `work` so that all of its writes are kept or none. */
  together<R>(work: () => R): R;
  close(): void;
}

/** Opens the books in a folder, making them when there are none. */
export function openLedger(folder: string): Ledger {
  mkdirSync(folder, { recursive: true });
  const db = new DatabaseSync(join(folder, 'ledger.sqlite'));
  db.exec(`pragma journal_mode = wal; pragma synchronous = full; ${SCHEMA}`);
  let depth = 0;

  function shelf<T>(table: string, keys: (record: T) => [string, string | undefined, string | undefined]): Shelf<T> {
    const read = (row: unknown): T => JSON.parse((row as { doc: string }).doc) as T;
    const byKey = db.prepare(`select doc from ${table} where key = ?`);
    const by = {
      second: db.prepare(`select doc from ${table} where second = ? order by rowid`),
      third: db.prepare(`select doc from ${table} where third = ? order by rowid`),
    };
    const everything = db.prepare(`select doc from ${table} order by rowid`);
    const upsert = db.prepare(
      `insert into ${table} (key, second, third, doc) values (?, ?, ?, ?)
       on conflict (key) do update set second = excluded.second, third = excluded.third, doc = excluded.doc`,
    );
    return {
      get(key) {
        const row: unknown = byKey.get(key);
        return row === undefined ? undefined : read(row);
      },
      find: (column, value) => by[column].all(value).map(read),
      all: () => everything.all().map(read),
      put(record) {
        const [key, second, third] = keys(record);
        upsert.run(key, second ?? null, third ?? null, JSON.stringify(record));
      },
    };
  }

  return {
    trades: shelf<Trade>('trades', (trade) => [trade.outTradeNo, trade.transactionId, trade.prepayId]),
    refunds: shelf<Refund>('refunds', (refund) => [refund.outRefundNo, refund.refundId, refund.outTradeNo]),
    transfers: shelf<Transfer>('transfers', (bill) => [bill.outBillNo, bill.transferBillNo, bill.packageInfo]),
    notices: shelf<Notice>('notices', (notice) => [notice.id, notice.state, notice.about]),
    together(work) {
      if (depth > 0) return work();
      db.exec('begin immediate');
      depth++;
      try {
        const result = work();
        db.exec('commit');
        return result;
      } catch (error) {
        db.exec('rollback');
        throw error;
      } finally {
        depth--;
      }
    },
    close: () => db.close(),
  };
}
