import type { AdminAction, AdminRequest } from '../../kernel/admin.js';
import type { Kernel } from '../../kernel/kernel.js';
import type { Database } from '../engine/interface.js';
import { invalidParameter } from '../errors.js';
import type { Document } from '../values/types.js';
import { Fields } from './fields.js';

/** What one action does, with the environment's database and the request's fields. */
export type DatabaseAction = (
  database: Database,
  fields: Fields,
) => Record<string, unknown> | Promise<Record<string, unknown>>;

/** Makes admin actions of database actions. */
export function bindActions(
  kernel: Kernel,
  forEnvironment: (env: string) => Database,
  actions: Record<string, DatabaseAction>,
  mostRows: number,
): Record<string, AdminAction> {
  const bind = (action: DatabaseAction) => (request: AdminRequest) =>
    action(forEnvironment(request.env), new Fields(request.body, kernel.clock.now(), mostRows));
  return Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, bind(action)]));
}

/** Actions that are the same in both dialects. */
export const commonActions: Record<string, DatabaseAction> = {
  'database.addCollection': async (database, fields) => {
    await database.createCollection(fields.collection);
    return {};
  },
  'database.startTransaction': (database) => ({ transactionId: database.begin() }),
  'database.commitTransaction': async (database, fields) => {
    await database.commit(fields.text('transactionId'));
    return {};
  },
  'database.abortTransaction': (database, fields) => {
    database.abort(fields.text('transactionId'));
    return {};
  },
};

/** Says whether a change is made of operators; an empty one is, and does nothing. */
export function isOperatorChange(change: Document): boolean {
  const first = Object.keys(change)[0];
  return first === undefined || first.startsWith('$');
}

/** The stages of an aggregation, as both dialects send them. */
export function pipelineOf(fields: Fields): Document[] {
  const stages = fields.raw('stages');
  if (!Array.isArray(stages)) throw invalidParameter('stages must be an array of {stageKey, stageValue}');
  return stages.map((stage: unknown) => {
    const { stageKey: key, stageValue: value } = (stage ?? {}) as { stageKey?: unknown; stageValue?: unknown };
    if (typeof key !== 'string' || value === undefined) {
      throw invalidParameter('stages must be an array of {stageKey, stageValue}');
    }
    return { [key]: fields.value(value) };
  });
}
