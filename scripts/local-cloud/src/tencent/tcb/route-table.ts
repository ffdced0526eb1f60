import { randomBytes } from 'node:crypto';
import type { Clock } from '../../kernel/clock.js';
import { TencentError } from '../api/error.js';
import type { FunctionCatalog } from '../functions/catalog.js';
import type { FunctionRecord, StoredRoute } from '../functions/record.js';
import type { FunctionRecords } from '../functions/records.js';

export interface FunctionRoute {
  record: FunctionRecord;
  route: StoredRoute;
}

/** Paths of the HTTP access service, which are kept with the functions that they lead to. */
export interface RouteTable {
  list(env: string, wanted?: (found: FunctionRoute) => boolean): FunctionRoute[];
  /** @throws TencentError InvalidParameter.APICreated, InvalidParameterValue.Path */
  add(env: string, route: { path: string; functionName: string; keepPrefix: boolean }): Promise<StoredRoute>;
  /** @throws TencentError ResourceNotFound when there is none */
  remove(env: string, wanted: (found: FunctionRoute) => boolean): Promise<void>;
}

export function createRouteTable(clock: Clock, catalog: FunctionCatalog, records: FunctionRecords): RouteTable {
  const list: RouteTable['list'] = (env, wanted = () => true) =>
    records
      .list(env)
      .flatMap((record) => record.routes.map((route) => ({ record, route })))
      .filter(wanted);

  return {
    list,
    async add(env, { path, functionName, keepPrefix }) {
      if (!/^\/[^\s?#]*$/.test(path)) {
        throw new TencentError('InvalidParameterValue.Path', `a path begins with / and holds no query, not ${path}`);
      }
      if (list(env).some(({ route }) => route.path === path)) {
        throw new TencentError('InvalidParameter.APICreated', `the path ${path} leads to a function already`);
      }
      const id = randomBytes(8).toString('hex');
      const route: StoredRoute = { id, path, addedAt: clock.now(), ...(keepPrefix && { keepPrefix }) };
      await catalog.update(env, functionName, (record) => ({ ...record, routes: [...record.routes, route] }));
      return route;
    },
    async remove(env, wanted) {
      const doomed = list(env, wanted);
      if (doomed.length === 0) throw new TencentError('ResourceNotFound', 'there is no such route');
      const ids = new Set(doomed.map(({ route }) => route.id));
      for (const owner of new Set(doomed.map(({ record }) => record.name))) {
        await catalog.update(env, owner, (record) => {
          return { ...record, routes: record.routes.filter(({ id }) => !ids.has(id)) };
        });
      }
    },
  };
}
