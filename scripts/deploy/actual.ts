import { type Answer, type Connection, eachOf } from './connection.js';
import { readTraffic, type Traffic } from './traffic.js';
import type { Wanted, WantedFunction } from './wanted.js';

/** The parts of a function that a version keeps. */
export interface State {
  handler: string;
  runtime: string;
  timeoutSeconds: number;
  memoryMb: number;
  variables: Record<string, string>;
}

/** A function as the environment has it. */
export interface ActualFunction {
  name: string;
  status: string;
  description: string;
  triggers: { name: string; cron: string }[];
  /** What deployments change. */
  latest: State;
  /** The newest published version, if there is any. */
  newest?: { version: string; state: State };
  traffic: Traffic;
}

/** A web server as the environment has it: it serves from `$LATEST`. */
export interface ActualServer {
  status: string;
  latest: State;
  /** Whether a caller without an identity reaches it. */
  open: boolean;
}

export interface ActualCollection {
  name: string;
  indexes: { name: string; keys: (readonly [string, string])[]; unique: boolean }[];
  /** Who reaches it past the functions; absent when no rule was ever set. */
  permission?: string;
}

export interface ActualRoute {
  path: string;
  functionName: string;
  keepPrefix: boolean;
}

/** What an environment holds, as far as an app is concerned with it. */
export interface Actual {
  /** By name; those that are not wanted have a name alone. */
  functions: Map<string, ActualFunction>;
  functionNames: string[];
  servers: Map<string, ActualServer>;
  collections: Map<string, ActualCollection>;
  routes: ActualRoute[];
}

/** The rule by which anybody reaches a web server, which then judges by itself who is calling. */
export const OPEN = '{"invoke":true}';

/** Reads what the environment has; nothing is changed. */
export async function readActual(connection: Connection, wanted: Wanted): Promise<Actual> {
  const functionNames = await listFunctions(connection);
  const known = new Set(functionNames);
  const functions = await eachOf(
    wanted.functions.filter(({ name }) => known.has(name)),
    (one) => readFunction(connection, one),
  );
  const servers = await eachOf(
    wanted.servers.filter(({ name }) => known.has(name)),
    async ({ name }) => [name, await readServer(connection, name)] as const,
  );
  const [collections, routes] = [await readCollections(connection), await readRoutes(connection)];
  return {
    functionNames,
    functions: new Map(functions.map((one) => [one.name, one])),
    servers: new Map(servers),
    collections,
    routes,
  };
}

async function listFunctions({ scf }: Connection): Promise<string[]> {
  const names: string[] = [];
  for (;;) {
    const page = await scf('ListFunctions', { Limit: 100, Offset: names.length });
    const found = page.Functions as { FunctionName: string }[];
    names.push(...found.map(({ FunctionName }) => FunctionName));
    if (found.length === 0 || names.length >= Number(page.TotalCount)) return names;
  }
}

/** One function, with its newest version and its traffic. */
export async function readFunction(connection: Connection, { name }: Pick<WantedFunction, 'name'>) {
  const { scf } = connection;
  const detail = await scf('GetFunction', { FunctionName: name });
  const version = await newestVersion(connection, name);
  const newest = version && {
    version,
    state: stateOf(await scf('GetFunction', { FunctionName: name, Qualifier: version })),
  };
  const actual: ActualFunction = {
    name,
    status: String(detail.Status),
    description: String(detail.Description ?? ''),
    triggers: ((detail.Triggers ?? []) as Answer[]).map((trigger) => ({
      name: String(trigger.TriggerName),
      cron: cronOf(String(trigger.TriggerDesc)),
    })),
    latest: stateOf(detail),
    ...(newest && { newest }),
    traffic: await readTraffic(connection, name),
  };
  return actual;
}

async function readServer({ scf, manager }: Connection, name: string): Promise<ActualServer> {
  const detail = await scf('GetFunction', { FunctionName: name });
  const { Data } = await manager.permission.describeResourcePermission({ resourceType: 'function', resources: [name] });
  const rule = (Data.PermissionList ?? []).find(({ Resource }) => Resource === name)?.SecurityRule;
  return { status: String(detail.Status), latest: stateOf(detail), open: rule === OPEN };
}

async function newestVersion({ scf }: Connection, name: string): Promise<string | undefined> {
  const order = { Order: 'DESC', OrderBy: 'AddTime', Offset: 0, Limit: 100 };
  const { Versions } = await scf('ListVersionByFunction', { FunctionName: name, ...order });
  const numbers = (Versions as Answer[]).map(({ Version }) => Number(Version)).filter((number) => number > 0);
  return numbers.length > 0 ? String(Math.max(...numbers)) : undefined;
}

function stateOf(detail: Answer): State {
  const { Variables = [] } = (detail.Environment ?? {}) as { Variables?: { Key: string; Value: string }[] };
  return {
    handler: String(detail.Handler),
    runtime: String(detail.Runtime),
    timeoutSeconds: Number(detail.Timeout),
    memoryMb: Number(detail.MemorySize),
    variables: Object.fromEntries(Variables.map(({ Key, Value }) => [Key, Value])),
  };
}

function cronOf(description: string): string {
  return description.startsWith('{') ? String((JSON.parse(description) as { cron?: unknown }).cron) : description;
}

async function readCollections({ manager }: Connection): Promise<Map<string, ActualCollection>> {
  const names: string[] = [];
  for (;;) {
    const { Collections, Pager } = await manager.database.listCollections({ MgoLimit: 100, MgoOffset: names.length });
    names.push(...Collections.map((one: { CollectionName: string }) => one.CollectionName));
    if (Collections.length === 0 || names.length >= Pager.Total) break;
  }
  const permissions = await readPermissions(manager, names);
  const collections = await eachOf(names, async (name): Promise<ActualCollection> => {
    const { Indexes } = await manager.database.describeCollection(name);
    const indexes = (Indexes as unknown as Answer[]).map((index) => ({
      name: String(index.Name),
      unique: index.Unique === true,
      keys: (index.Keys as { Name: string; Direction: string }[]).map((key) => [key.Name, key.Direction] as const),
    }));
    const permission = permissions.get(name);
    return { name, indexes, ...(permission && { permission }) };
  });
  return new Map(collections.map((one) => [one.name, one]));
}

async function readPermissions(manager: Connection['manager'], names: string[]): Promise<Map<string, string>> {
  if (names.length === 0) return new Map();
  const { Data } = await manager.permission.describeResourcePermission({
    resourceType: 'collection',
    resources: names,
  });
  return new Map((Data.PermissionList ?? []).map((one) => [String(one.Resource), String(one.Permission)]));
}

async function readRoutes({ tcb }: Connection): Promise<ActualRoute[]> {
  const { Domains = [] } = (await tcb('DescribeHTTPServiceRoute')) as { Domains?: { Routes?: Answer[] }[] };
  return Domains.flatMap(({ Routes = [] }) => Routes).map((route) => ({
    path: String(route.Path),
    functionName: String(route.UpstreamResourceName),
    keepPrefix: route.EnablePathTransmission === true,
  }));
}
