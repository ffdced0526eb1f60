import { join } from 'node:path';
import type { AdminAction } from '../kernel/admin.js';
import { CloudError } from '../kernel/cloud-error.js';
import type { Kernel } from '../kernel/kernel.js';
import { bindActions, commonActions } from './actions/common.js';
import { newActions } from './actions/new-dialect.js';
import { oldActions } from './actions/old-dialect.js';
import { AggregationWorkers } from './aggregate/workers.js';
import { DocumentDatabase } from './engine/document-database.js';
import type { Database } from './engine/interface.js';
import { limits } from './limits.js';

export type {
  Change,
  CollectionInfo,
  Database,
  Explanation,
  Query,
  Scope,
  UpdateRequest,
  UpdateResult,
} from './engine/interface.js';
export type { IndexDefinition, IndexDirection, IndexField, IndexRequest } from './store/index-definition.js';
export type { Document, Value } from './values/types.js';

export interface DatabaseService {
  /** Admin actions of both dialects: database.*, by action name */
  actions: Record<string, AdminAction>;
  /** The same actions with another greatest number of rows for a query: 20 for a mini-program's own calls. */
  actionsLimitedTo(rows: number): Record<string, AdminAction>;
  /** The engine of one environment, opened on first use: for the hub, console, seeding, realtime. */
  forEnvironment(env: string): Database;
  /** Closes one environment's file, so that it can be replaced or removed; the next use opens it again. */
  closeEnvironment(env: string): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseServiceOptions {
  /** How long a transaction may stay open, in ms of the machine's clock. */
  transactionMs?: number;
}

/**
 * The document database of the local cloud: one SQLite file for each environment, at
 * `<dataDir>/<env>/database/data.sqlite`.
 */
export function createDatabaseService(kernel: Kernel, options: DatabaseServiceOptions = {}): DatabaseService {
  const workers = new AggregationWorkers();
  const databases = new Map<string, DocumentDatabase>();

  function forEnvironment(env: string): DocumentDatabase {
    const known = databases.get(env);
    if (known) return known;
    if (!kernel.hasEnvironment(env)) throw new CloudError('INVALIID_ENV', `the environment does not exist: ${env}`);
    const database = new DocumentDatabase({
      env,
      file: join(kernel.dataDir, env, 'database', 'data.sqlite'),
      now: () => kernel.clock.now(),
      workers,
      log: (line) => kernel.log(line),
      transactionMs: options.transactionMs ?? limits.transactionMs,
    });
    databases.set(env, database);
    return database;
  }

  const all = { ...commonActions, ...newActions, ...oldActions };
  return {
    actions: bindActions(kernel, forEnvironment, all, limits.maximumLimit),
    actionsLimitedTo: (rows) => bindActions(kernel, forEnvironment, all, rows),
    forEnvironment,
    async closeEnvironment(env) {
      const database = databases.get(env);
      databases.delete(env);
      await database?.close();
      await workers.close();
    },
    async close() {
      for (const database of databases.values()) await database.close();
      databases.clear();
      await workers.close();
    },
  };
}
