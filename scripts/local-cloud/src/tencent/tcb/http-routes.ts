import type { Kernel } from '../../kernel/kernel.js';
import type { TencentAction } from '../api/call.js';
import { TencentError, unsupported } from '../api/error.js';
import type { Params } from '../api/params.js';
import { beijing } from '../api/time.js';
import { environmentOf } from './environments.js';
import type { FunctionRoute, RouteTable } from './route-table.js';

const TO_FUNCTION = 1;
/** `AuthSwitch` of a route that lets everybody in. */
const OPEN = 2;

/** The HTTP access service as older tools configure it (云接入): one route a call. */
export function createGatewayActions(kernel: Kernel, routes: RouteTable): Record<string, TencentAction> {
  const filterOf = (params: Params) => {
    const [path, name, id] = ['Path', 'Name', 'APIId'].map((field) => params.text(field, ''));
    const matches = ({ record, route }: FunctionRoute) =>
      (!path || route.path === path) && (!name || record.name === name) && (!id || route.id === id);
    return { matches, all: !path && !name && !id };
  };
  return {
    CreateCloudBaseGWAPI: async ({ params }) => {
      const env = environmentOf(kernel, params, 'ServiceId');
      if (params.number('Type', TO_FUNCTION) !== TO_FUNCTION)
        throw unsupported('routes that lead elsewhere than to functions');
      if (params.raw.AuthSwitch === 1) throw unsupported('routes that ask for a login');
      const { id } = await routes.add(env, {
        path: params.text('Path'),
        functionName: params.text('Name'),
        keepPrefix: params.flag('EnablePathTransmission', false),
      });
      return { APIId: id };
    },
    DescribeCloudBaseGWAPI: ({ params }) => {
      const env = environmentOf(kernel, params, 'ServiceId');
      const found = routes.list(env, filterOf(params).matches);
      const [Offset, Limit] = [params.number('Offset', 0), params.number('Limit', 100)];
      const APISet = found.slice(Offset, Offset + Limit).map((one) => describe(env, one));
      return { APISet, EnableService: true, Total: found.length, Offset, Limit };
    },
    DeleteCloudBaseGWAPI: async ({ params }) => {
      const { matches, all } = filterOf(params);
      if (all) throw new TencentError('MissingParameter', 'Name, APIId or Path must be given');
      await routes.remove(environmentOf(kernel, params, 'ServiceId'), matches);
      return {};
    },
    DescribeCloudBaseGWService: ({ params }) => {
      const env = environmentOf(kernel, params, 'ServiceId');
      const Domain = domainOf(kernel, env);
      const service = { ServiceId: env, EnvId: env, Domain, EnableService: true, DomainType: 'DEFAULT', Status: 1 };
      return { ServiceSet: [service], EnableService: true, DefaultDomain: Domain };
    },
  };
}

/** The same as newer tools configure it: the routes of a domain. There is one domain here, the default one. */
export function createDomainActions(kernel: Kernel, routes: RouteTable): Record<string, TencentAction> {
  const add = async (env: string, route: Params) => {
    const type = route.text('UpstreamResourceType', 'SCF');
    if (type !== 'SCF' && type !== 'WEB_SCF') throw unsupported(`routes that lead to ${type}`);
    if (route.flag('EnableAuth', false)) throw unsupported('routes that ask for a login');
    if (route.has('PathRewrite') || route.has('QPSPolicy'))
      throw unsupported('rewritten paths and request limits of routes');
    await routes.add(env, {
      path: route.text('Path'),
      functionName: route.text('UpstreamResourceName'),
      keepPrefix: route.flag('EnablePathTransmission', false),
    });
  };
  const routesIn = (env: string, params: Params): Params[] => {
    const domain = params.object('Domain');
    checkDomain(kernel, env, domain.text('Domain'));
    const wanted = domain.list('Routes');
    if (wanted.length === 0) throw unsupported('domains of the HTTP access service other than the default one');
    return wanted;
  };
  return {
    CreateHTTPServiceRoute: async ({ params }) => {
      const env = environmentOf(kernel, params);
      for (const route of routesIn(env, params)) await add(env, route);
      return {};
    },
    ModifyHTTPServiceRoute: async ({ params }) => {
      const env = environmentOf(kernel, params);
      for (const route of routesIn(env, params)) {
        await routes.remove(env, (found) => found.route.path === route.text('Path'));
        await add(env, route);
      }
      return {};
    },
    DeleteHTTPServiceRoute: async ({ params }) => {
      const env = environmentOf(kernel, params);
      checkDomain(kernel, env, params.text('Domain'));
      const paths = params.texts('Paths');
      await routes.remove(env, ({ route }) => paths.includes(route.path));
      return {};
    },
    DescribeHTTPServiceRoute: ({ params }) => {
      const env = environmentOf(kernel, params);
      const paths = params
        .list('Filters')
        .find((filter) => filter.text('Name') === 'Path')
        ?.texts('Values');
      const Routes = routes.list(env, ({ route }) => !paths || paths.includes(route.path)).map(describeRoute);
      const Domain = domainOf(kernel, env);
      const shared = { DomainType: 'HTTPSERVICE', AccessType: 'DIRECT', Protocol: 'HTTP_AND_HTTPS' };
      const state = { IsDefault: true, Enable: true, Status: 'SUCCESS', DNSStatus: 'OK' };
      return { Domains: [{ Domain, ...shared, ...state, Routes }], OriginDomain: Domain, TotalCount: 1 };
    },
  };
}

/** Where the routes of an environment are answered. */
function domainOf(kernel: Kernel, env: string): string {
  return `${new URL(kernel.baseUrl()).host}/__http/${env}`;
}

/** The default domain goes by this local cloud's address, by the platform's name, or by `*`. */
function checkDomain(kernel: Kernel, env: string, domain: string): void {
  const known = domain === '*' || domain === domainOf(kernel, env) || /\.tcloudbase\.com$/.test(domain);
  if (!known) throw unsupported(`the domain ${domain}; routes are on ${domainOf(kernel, env)}`);
}

function describe(env: string, { record, route }: FunctionRoute) {
  return {
    ServiceId: env,
    EnvId: env,
    APIId: route.id,
    Path: route.path,
    Type: TO_FUNCTION,
    Name: record.name,
    FunctionType: record.latest.settings.type,
    EnablePathTransmission: route.keepPrefix ?? false,
    AuthSwitch: OPEN,
    EnableAuth: false,
    CreateTime: Math.floor(route.addedAt / 1000),
  };
}

function describeRoute({ record, route }: FunctionRoute) {
  return {
    Path: route.path,
    UpstreamResourceType: record.latest.settings.type === 'HTTP' ? 'WEB_SCF' : 'SCF',
    UpstreamResourceName: record.name,
    EnableSafeDomain: false,
    EnableAuth: false,
    EnablePathTransmission: route.keepPrefix ?? false,
    Enable: true,
    CreateTime: beijing(route.addedAt),
    UpdateTime: beijing(route.addedAt),
  };
}
