import { mkdirSync } from 'node:fs';
import { DatabaseSync } from '@photostructure/sqlite';
import { createVisits } from './visits.js';

const SCHEMA = `
  create table if not exists visits (openid text primary key, at real not null);
  create table if not exists grants (
    openid text not null, template text not null, count integer not null, primary key (openid, template)
  );
  create table if not exists inbox (
    id integer primary key autoincrement, at real not null, kind text not null, openid text, doc text not null
  );
  create table if not exists codes (
    code text primary key, kind text not null, openid text not null, doc text not null, expires real not null,
    used integer not null default 0
  );
  create table if not exists shipments (transaction_id text primary key, doc text not null);
  create table if not exists pushes (id text primary key, due real not null, attempts integer not null, doc text not null);
  create table if not exists settings (name text primary key, value text not null);
`;

/** Something that was sent or asked for, as the inbox shows it. */
export interface InboxItem {
  id: number;
  /** ms since the epoch. */
  at: number;
  /** `subscribeMessage`, `msgSecCheck`, `mediaCheck`, `wxacode`, `shipping`, `push`. */
  kind: string;
  openid?: string;
  content: unknown;
}

/** What the platform gives out once: a login code, a phone number code, a cloud id. */
export interface IssuedCode {
  kind: 'login' | 'phone' | 'cloudid';
  openid: string;
  data: Record<string, unknown>;
  expires: number;
  used: boolean;
}

export interface PendingPush {
  id: string;
  due: number;
  attempts: number;
  message: Record<string, unknown>;
}

/** What WeChat remembers about one mini-program. */
export interface WechatStore {
  visit(openid: string, at: number): void;
  lastVisit(openid: string): number | undefined;
  /** Adds allowed sends of a template to a user. */
  grant(openid: string, template: string): void;
  /** Uses one up; says whether there was one. */
  useGrant(openid: string, template: string): boolean;
  record(item: Omit<InboxItem, 'id'>): InboxItem;
  /** Newest first. */
  inbox(filter: { kind?: string; openid?: string; limit?: number }): InboxItem[];
  clearInbox(): void;
  issue(code: string, issued: Omit<IssuedCode, 'used'>): void;
  findCode(code: string): IssuedCode | undefined;
  useCode(code: string): void;
  shipment<T>(transactionId: string): T | undefined;
  putShipment(transactionId: string, shipment: unknown): void;
  pushes(): PendingPush[];
  putPush(push: PendingPush): void;
  dropPush(id: string): void;
  setting(name: string): string | undefined;
  set(name: string, value: string): void;
  close(): void;
}

export function openWechatStore(folder: string): WechatStore {
  mkdirSync(folder, { recursive: true });
  const db = new DatabaseSync(`${folder}/wechat.sqlite`);
  db.exec(`pragma journal_mode = wal; pragma synchronous = full; ${SCHEMA}`);
  const one = <T>(sql: string, ...values: unknown[]) => db.prepare(sql).get(...values) as T | undefined;
  const all = <T>(sql: string, ...values: unknown[]) => db.prepare(sql).all(...values) as T[];
  const run = (sql: string, ...values: unknown[]) => db.prepare(sql).run(...values);
  const visits = createVisits(
    (openid, at) => void run('insert or replace into visits values (?, ?)', openid, at),
    (openid) => one<{ at: number }>('select at from visits where openid = ?', openid)?.at,
  );

  return {
    visit: visits.visit,
    lastVisit: visits.lastVisit,
    grant(openid, template) {
      run(
        'insert into grants values (?, ?, 1) on conflict (openid, template) do update set count = count + 1',
        openid,
        template,
      );
    },
    useGrant: (openid, template) =>
      run('update grants set count = count - 1 where openid = ? and template = ? and count > 0', openid, template)
        .changes === 1,
    record(item) {
      const { at, kind, openid, content } = item;
      const { lastInsertRowid } = run(
        'insert into inbox (at, kind, openid, doc) values (?, ?, ?, ?)',
        at,
        kind,
        openid ?? null,
        JSON.stringify(content),
      );
      return { id: Number(lastInsertRowid), ...item };
    },
    inbox: ({ kind, openid, limit = 200 }) =>
      all<{ id: number; at: number; kind: string; openid: string | null; doc: string }>(
        `select * from inbox where kind = coalesce(?, kind) and (? is null or openid = ?) order by id desc limit ?`,
        kind ?? null,
        openid ?? null,
        openid ?? null,
        limit,
      ).map(({ doc, openid: to, ...rest }) => ({
        ...rest,
        ...(to !== null && { openid: to }),
        content: JSON.parse(doc),
      })),
    clearInbox: () => void run('delete from inbox'),
    issue(code, { kind, openid, data, expires }) {
      run('insert into codes values (?, ?, ?, ?, ?, 0)', code, kind, openid, JSON.stringify(data), expires);
    },
    findCode(code) {
      const row = one<{ kind: IssuedCode['kind']; openid: string; doc: string; expires: number; used: number }>(
        'select * from codes where code = ?',
        code,
      );
      if (!row) return undefined;
      const { kind, openid, expires } = row;
      return { kind, openid, expires, data: JSON.parse(row.doc) as Record<string, unknown>, used: row.used === 1 };
    },
    useCode: (code) => void run('update codes set used = 1 where code = ?', code),
    shipment<T>(transactionId: string) {
      const row = one<{ doc: string }>('select doc from shipments where transaction_id = ?', transactionId);
      return row && (JSON.parse(row.doc) as T);
    },
    putShipment: (transactionId, shipment) =>
      void run('insert or replace into shipments values (?, ?)', transactionId, JSON.stringify(shipment)),
    pushes: () =>
      all<{ id: string; due: number; attempts: number; doc: string }>('select * from pushes order by due').map(
        ({ doc, ...rest }) => ({ ...rest, message: JSON.parse(doc) as Record<string, unknown> }),
      ),
    putPush: ({ id, due, attempts, message }) =>
      void run('insert or replace into pushes values (?, ?, ?, ?)', id, due, attempts, JSON.stringify(message)),
    dropPush: (id) => void run('delete from pushes where id = ?', id),
    setting: (name) => one<{ value: string }>('select value from settings where name = ?', name)?.value,
    set: (name, value) => void run('insert or replace into settings values (?, ?)', name, value),
    close() {
      visits.flush();
      db.close();
    },
  };
}
