import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';

/** A short message, as it would have reached a phone. */
export interface ShortMessage {
  serialNo: string;
  /** Virtual time, ms. */
  at: number;
  /** E.164, for example `+8613800138000`. */
  phone: string;
  sdkAppId: string;
  sign: string;
  templateId: string;
  params: string[];
  sessionContext: string;
  /** Environment of the function that sent it, if one did. */
  env?: string;
}

export interface OutboxQuery {
  phone?: string;
  env?: string;
  limit: number;
}

/** Every short message that was sent; kept on the disk. */
export interface Outbox {
  add(message: ShortMessage): void;
  /** Newest first. */
  list(query: OutboxQuery): ShortMessage[];
  /** How many went to a phone at or after an instant. */
  countSince(phone: string, at: number): number;
  clear(): void;
  close(): void;
}

export function openOutbox(dataDir: string): Outbox {
  const folder = path.join(dataDir, 'tencent');
  mkdirSync(folder, { recursive: true });
  const db = new DatabaseSync(path.join(folder, 'sms.sqlite'));
  db.exec(`pragma journal_mode = wal; pragma synchronous = full;
    create table if not exists messages (id integer primary key autoincrement, phone text not null, env text, at real not null, doc text not null);
    create index if not exists by_phone on messages (phone, at);`);
  const insert = db.prepare('insert into messages (phone, env, at, doc) values (?, ?, ?, ?)');
  const select = db.prepare(
    'select doc from messages where (?1 is null or phone = ?1) and (?2 is null or env = ?2) order by id desc limit ?3',
  );
  const count = db.prepare('select count(*) as n from messages where phone = ? and at >= ?');
  return {
    add: (message) => void insert.run(message.phone, message.env ?? null, message.at, JSON.stringify(message)),
    list: ({ phone, env, limit }) =>
      (select.all(phone ?? null, env ?? null, limit) as { doc: string }[]).map(
        ({ doc }) => JSON.parse(doc) as ShortMessage,
      ),
    countSince: (phone, at) => (count.get(phone, at) as { n: number }).n,
    clear: () => db.exec('delete from messages'),
    close: () => db.close(),
  };
}
