import { randomBytes } from 'node:crypto';
import type { Kernel } from '../../kernel/kernel.js';
import type { TencentAction } from '../api/call.js';
import { TencentError, unsupported } from '../api/error.js';
import type { FunctionCatalog } from '../functions/catalog.js';
import type { FunctionRecord, StoredRoute } from '../functions/record.js';
import type { FunctionRecords } from '../functions/records.js';
import { environmentOf } from './environments.js';

const TO_FUNCTION = 1;
/** `AuthSwitch` of a route that lets everybody in. */
const OPEN = 2;

/** Paths of the HTTP access service that lead to functions (云接入). */
export function createRouteActions(
  kernel: Kernel,
  catalog: FunctionCatalog,
  records: FunctionRecords,
): Record<string, TencentAction> {
  const all = (env: string) => records.list(env).flatMap((record) => record.routes.map((route) => ({ record, route })));
  const without = (record: FunctionRecord, gone: ReadonlySet<string>) => ({
    ...record,
    routes: record.routes.filter(({ id }) => !gone.has(id)),
  });

  return {
    CreateCloudBaseGWAPI: async ({ params }) => {
      const env = environmentOf(kernel, params, 'ServiceId');
      if (params.number('Type', TO_FUNCTION) !== TO_FUNCTION)
        throw unsupported('routes that lead elsewhere than to functions');
      if (params.raw.AuthSwitch === 1) throw unsupported('routes that ask for a login');
      const path = readPath(params.text('Path'));
      if (all(env).some(({ route }) => route.path === path)) {
        throw new TencentError('InvalidParameter.APICreated', `the path ${path} leads to a function already`);
      }
      const route: StoredRoute = {
        id: randomBytes(8).toString('hex'),
        path,
        addedAt: kernel.clock.now(),
        ...(params.flag('EnablePathTransmission', false) && { keepPrefix: true }),
      };
      await catalog.update(env, params.text('Name'), (record) => ({ ...record, routes: [...record.routes, route] }));
      return { APIId: route.id };
    },
    DescribeCloudBaseGWAPI: ({ params }) => {
      const env = environmentOf(kernel, params, 'ServiceId');
      const [path, name, id] = ['Path', 'Name', 'APIId'].map((field) => params.text(field, ''));
      const found = all(env).filter(
        ({ record, route }) =>
          (!path || route.path === path) && (!name || record.name === name) && (!id || route.id === id),
      );
      const offset = params.number('Offset', 0);
      const limit = params.number('Limit', 100);
      return {
        APISet: found.slice(offset, offset + limit).map(({ record, route }) => describe(env, record, route)),
        EnableService: true,
        Total: found.length,
        Offset: offset,
        Limit: limit,
      };
    },
    DeleteCloudBaseGWAPI: async ({ params }) => {
      const env = environmentOf(kernel, params, 'ServiceId');
      const [name, id, path] = ['Name', 'APIId', 'Path'].map((field) => params.text(field, ''));
      if (!name && !id && !path) throw new TencentError('MissingParameter', 'Name, APIId or Path must be given');
      const doomed = all(env).filter(
        ({ record, route }) =>
          (!name || record.name === name) && (!id || route.id === id) && (!path || route.path === path),
      );
      if (doomed.length === 0) throw new TencentError('ResourceNotFound', 'there is no such route');
      const ids = new Set(doomed.map(({ route }) => route.id));
      for (const owner of new Set(doomed.map(({ record }) => record.name))) {
        await catalog.update(env, owner, (record) => without(record, ids));
      }
      return {};
    },
    DescribeCloudBaseGWService: ({ params }) => {
      const env = environmentOf(kernel, params, 'ServiceId');
      const { host } = new URL(kernel.baseUrl());
      return {
        ServiceSet: [
          {
            ServiceId: env,
            EnvId: env,
            Domain: `${host}/__http/${env}`,
            EnableService: true,
            DomainType: 'DEFAULT',
            Status: 1,
          },
        ],
        EnableService: true,
        DefaultDomain: `${host}/__http/${env}`,
      };
    },
  };
}

function readPath(path: string): string {
  if (/^\/[^\s?#]*$/.test(path)) return path;
  throw new TencentError('InvalidParameterValue.Path', `a path begins with / and holds no query, not ${path}`);
}

function describe(env: string, { name, latest }: FunctionRecord, route: StoredRoute) {
  return {
    ServiceId: env,
    EnvId: env,
    APIId: route.id,
    Path: route.path,
    Type: TO_FUNCTION,
    Name: name,
    FunctionType: latest.settings.type,
    EnablePathTransmission: route.keepPrefix ?? false,
    AuthSwitch: OPEN,
    EnableAuth: false,
    CreateTime: Math.floor(route.addedAt / 1000),
  };
}
