import { createRequire } from 'node:module';

type Fields = Record<string, unknown>;

/** The part of the SDKs' database that tests use; their own types leave out what wx-server-sdk resolves to. */
export interface SdkQuery {
  get(): Promise<{ data: unknown }>;
  count(): Promise<{ total: number }>;
  update(change: Fields): Promise<Fields>;
  remove(): Promise<Fields>;
  updateAndReturn(change: Fields): Promise<{ updated: number; doc: Fields | null }>;
  where(filter: unknown): SdkQuery;
  field(projection: Fields): SdkQuery;
  orderBy(path: string, direction: 'asc' | 'desc'): SdkQuery;
  skip(rows: number): SdkQuery;
  limit(rows: number): SdkQuery;
  options(options: Fields): SdkQuery;
}

export interface SdkCollection extends SdkQuery {
  add(document: unknown): Promise<Fields>;
  doc(
    id: string,
  ): { get(): Promise<{ data: unknown }>; set(document: Fields): Promise<Fields> } & Pick<
    SdkQuery,
    'update' | 'remove' | 'field'
  >;
  aggregate(pipeline?: Fields[]): SdkAggregate;
  options(options: Fields): SdkCollection;
}

export type SdkAggregate = { end(): Promise<{ list?: unknown; data?: unknown }> } & Record<
  Exclude<string, 'end'>,
  (argument?: unknown) => SdkAggregate
>;

export interface SdkTransaction {
  collection(name: string): SdkCollection;
  commit(): Promise<unknown>;
  rollback(reason?: unknown): Promise<void>;
}

export interface SdkDatabase {
  command: Record<string, ((...operands: unknown[]) => unknown) & Record<string, (...operands: unknown[]) => unknown>>;
  Geo: Record<string, new (...parts: never[]) => unknown>;
  collection(name: string): SdkCollection;
  createCollection(name: string): Promise<unknown>;
  serverDate(options?: { offset: number }): unknown;
  RegExp(options: { regexp: string; options?: string }): unknown;
  startTransaction(): Promise<SdkTransaction>;
  runTransaction<T>(run: (transaction: SdkTransaction) => Promise<T>, retries?: number): Promise<T>;
}

const load = createRequire(import.meta.url);

/** Points the three SDKs, as they come from the registry, at one address. */
export function loadSdks(url: string, env = 'test') {
  Object.assign(process.env, {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'id',
    TENCENTCLOUD_SECRETKEY: 'key',
    TENCENTCLOUD_SESSIONTOKEN: 'token',
    SCF_NAMESPACE: env,
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: url }),
  });
  const wx = load('wx-server-sdk') as { init(options: Fields): void; database(): SdkDatabase };
  const node = load('@cloudbase/node-sdk') as { init(options: Fields): { database(): SdkDatabase } };
  const admin = load('tcb-admin-node') as { init(options: Fields): { database(): SdkDatabase } };
  wx.init({ env });
  return {
    wx: () => wx.database(),
    node: () => node.init({ env }).database(),
    admin: () => admin.init({ env, serviceUrl: url }).database(),
  };
}
