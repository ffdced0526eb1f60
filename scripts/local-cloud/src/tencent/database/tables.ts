import type { DatabaseService, IndexDefinition, IndexDirection } from '../../database/index.js';
import type { Kernel } from '../../kernel/kernel.js';
import type { TencentAction } from '../api/call.js';
import { TencentError } from '../api/error.js';
import type { Params } from '../api/params.js';

/** Collections and their indexes; the same in `tcb` and in `flexdb`, which names the environment in `Tag`. */
export function createTableActions(
  databaseOf: (params: Params) => ReturnType<DatabaseService['forEnvironment']>,
): Record<string, TencentAction> {
  const tableOf = (params: Params) => {
    const database = databaseOf(params);
    const table = params.text('TableName');
    if (database.hasCollection(table)) return { database, table };
    throw new TencentError(
      'ResourceNotFound.TableNotFound',
      `Db or Table not exist: ${table}. Please check your request.`,
    );
  };

  return {
    CreateTable: async ({ params }) => {
      const database = databaseOf(params);
      const table = params.text('TableName');
      if (database.hasCollection(table)) throw new TencentError('ResourceInUse.TableExist', `Table exist: ${table}.`);
      await database.createCollection(table);
      return {};
    },
    DeleteTable: async ({ params }) => {
      const { database, table } = tableOf(params);
      await database.dropCollection(table);
      return {};
    },
    UpdateTable: async ({ params }) => {
      const { database, table } = tableOf(params);
      const wanted = params.list('CreateIndexes').map(readIndex);
      for (const index of params.list('DropIndexes')) await database.dropIndex(table, index.text('IndexName'));
      for (const index of wanted) await database.createIndex(table, index);
      return {};
    },
    DescribeTable: ({ params }) => {
      const { database, table } = tableOf(params);
      const indexes = database.listIndexes(table);
      return { Indexes: indexes.map(describeIndex), IndexNum: indexes.length };
    },
    ListTables: ({ params }) => {
      const database = databaseOf(params);
      const all = database.listCollections();
      const [offset, limit] = [params.number('MgoOffset', 0), params.number('MgoLimit', 100)];
      return {
        Tables: all.slice(offset, offset + limit).map(({ name, documents }) => ({
          TableName: name,
          Count: documents,
          Size: 0,
          IndexCount: database.listIndexes(name).length,
          IndexSize: 0,
        })),
        Pager: { Offset: offset, Limit: limit, Total: all.length },
      };
    },
  };
}

const DIRECTIONS: Record<string, IndexDirection> = { 1: 1, '-1': -1, '2d': '2d', '2dsphere': '2dsphere' };

function readIndex(index: Params) {
  const schema = index.object('MgoKeySchema');
  return {
    name: index.text('IndexName'),
    unique: schema.flag('MgoIsUnique', false),
    fields: schema.list('MgoIndexKeys').map((key) => {
      const text = String(key.raw.Direction ?? '1');
      const direction = DIRECTIONS[text];
      if (direction === undefined)
        throw new TencentError('InvalidParameterValue', `Direction must be 1, -1, 2d or 2dsphere, not ${text}`);
      return { field: key.text('Name'), direction };
    }),
  };
}

function describeIndex({ name, fields, unique }: IndexDefinition) {
  return {
    Name: name,
    Size: 0,
    Unique: unique,
    Keys: fields.map(({ field, direction }) => ({ Name: field, Direction: String(direction) })),
    Accesses: { Ops: 0, Since: '' },
  };
}

/** Finds the database that a call of `flexdb` names by `Tag`, the id of its instance. */
export function databaseByTag(kernel: Kernel, database: DatabaseService, idOf: (env: string) => string) {
  return (params: Params) => {
    const tag = params.text('Tag');
    const env = kernel.environments().find((one) => idOf(one) === tag || one === tag);
    if (env !== undefined) return database.forEnvironment(env);
    throw new TencentError('ResourceNotFound', `there is no database ${tag}`);
  };
}
