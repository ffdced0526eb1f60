import type { CollectionDeclaration, IndexDeclaration } from '../../shared/core/store/declare.js';
import type { Actual, ActualCollection, ActualFunction, ActualRoute, State } from './actual.js';
import type { SitePlan } from './site.js';
import { CODE_VARIABLE, type Wanted, type WantedFunction, type WantedServer } from './wanted.js';

/** What a deployment does to a thing; `extra` is there, is not wanted, and stays unless somebody removes it. */
export type Change = 'create' | 'change' | 'unchanged' | 'extra';

export interface PlanItem {
  kind: 'collection' | 'function' | 'server' | 'route';
  name: string;
  change: Change;
  /** What is different, without any value that could be secret. */
  details: string[];
}

export interface Plan {
  app: string;
  env: string;
  items: PlanItem[];
  /** The H5 site, when it was asked for. */
  site?: SitePlan;
  /** Names of variables that the code needs and nobody gave. */
  missing: string[];
  packedModules: string[];
  /** What prevents the deployment. */
  obstacles: string[];
  /** What the owner should know. */
  notes: string[];
}

/** Compares what the code wants with what the environment has. */
export function planOf(env: string, wanted: Wanted, actual: Actual, functionLimit: number): Plan {
  const items = [
    ...collectionItems(wanted, actual),
    ...functionItems(wanted, actual),
    ...serverItems(wanted, actual),
    ...routeItems(wanted, actual),
  ];
  return {
    app: wanted.app,
    env,
    items,
    missing: wanted.missing,
    packedModules: wanted.packedModules,
    obstacles: obstaclesOf(wanted, actual, functionLimit),
    notes: [],
  };
}

/** Whether there is nothing to do. */
export function isDone(plan: Plan): boolean {
  return isBackendDone(plan) && areServersDone(plan) && (plan.site?.upload.length ?? 0) === 0;
}

/** Whether there is nothing to do but for the site and the web servers, which go up once everybody has the functions. */
export function isBackendDone({ items }: Plan): boolean {
  return items.filter(({ kind }) => kind !== 'server').every(isInOrder);
}

/** Whether the web servers are as wanted. */
export function areServersDone({ items }: Plan): boolean {
  return items.filter(({ kind }) => kind === 'server').every(isInOrder);
}

const isInOrder = ({ change }: PlanItem) => change === 'unchanged' || change === 'extra';

/** The functions that a deployment has to touch. */
export function touched({ items }: Plan): Set<string> {
  const names = items.filter(({ kind, change }) => kind === 'function' && change !== 'unchanged' && change !== 'extra');
  return new Set(names.map(({ name }) => name));
}

/** Collections are closed to clients: all access goes through functions. */
export const CLOSED = 'ADMINONLY';
/** Indexes that every collection has by itself. */
const BUILT_IN = new Set(['_id_', '_openid_1']);

function collectionItems({ collections }: Wanted, actual: Actual): PlanItem[] {
  const wanted = collections.map((one): PlanItem => {
    const there = actual.collections.get(one.name);
    if (!there) {
      return {
        kind: 'collection',
        name: one.name,
        change: 'create',
        details: one.indexes.map((i) => `index ${i.name}`),
      };
    }
    const details = collectionChanges(one, there);
    return { kind: 'collection', name: one.name, change: details.length > 0 ? 'change' : 'unchanged', details };
  });
  const names = new Set([...collections.map(({ name }) => name), DEPLOYMENTS]);
  const extra = [...actual.collections.keys()].filter((name) => !names.has(name));
  return [...wanted, ...extra.map((name): PlanItem => ({ kind: 'collection', name, change: 'extra', details: [] }))];
}

/** The collection of the deployments themselves. */
export const DEPLOYMENTS = 'deployments';

function collectionChanges({ indexes }: CollectionDeclaration, there: ActualCollection): string[] {
  const { create, rebuild, extra } = indexChanges(indexes, there);
  return [
    ...create.map(({ name }) => `index ${name}: create`),
    ...rebuild.map(({ name }) => `index ${name}: drop and create, its keys are different`),
    ...(there.permission === CLOSED ? [] : [`access: ${there.permission ?? 'no rule'} → ${CLOSED}`]),
    ...(create.length + rebuild.length > 0 ? extra.map((name) => `index ${name}: not wanted, stays`) : []),
  ];
}

/** Which indexes are missing, which have other keys than wanted, and which nobody wants. */
export function indexChanges(wanted: readonly IndexDeclaration[], { indexes }: Pick<ActualCollection, 'indexes'>) {
  const there = new Map(indexes.map((index) => [index.name, index]));
  const same = ({ name, keys, unique = false }: IndexDeclaration) => {
    const found = there.get(name)!;
    const text = (list: readonly (readonly [string, unknown])[]) => list.map((key) => key.join(':')).join();
    return found.unique === unique && text(found.keys) === text(keys);
  };
  const names = new Set(wanted.map(({ name }) => name));
  return {
    create: wanted.filter(({ name }) => !there.has(name)),
    rebuild: wanted.filter((index) => there.has(index.name) && !same(index)),
    extra: [...there.keys()].filter((name) => !names.has(name) && !BUILT_IN.has(name)),
  };
}

function functionItems({ functions, servers }: Wanted, actual: Actual): PlanItem[] {
  const wanted = functions.map((one): PlanItem => {
    const there = actual.functions.get(one.name);
    const held =
      one.actions.length + one.doors.length > 1 ? [`holds ${[...one.actions, ...one.doors].join(', ')}`] : [];
    if (!there) return { kind: 'function', name: one.name, change: 'create', details: held };
    const details = functionChanges(one, there);
    return { kind: 'function', name: one.name, change: details.length > 0 ? 'change' : 'unchanged', details };
  });
  const names = new Set([...functions, ...servers].map(({ name }) => name));
  const extra = actual.functionNames.filter((name) => !names.has(name));
  return [...wanted, ...extra.map((name): PlanItem => ({ kind: 'function', name, change: 'extra', details: [] }))];
}

function serverItems({ servers }: Wanted, actual: Actual): PlanItem[] {
  return servers.map((one): PlanItem => {
    if (!actual.servers.has(one.name)) return { kind: 'server', name: one.name, change: 'create', details: [] };
    const details = serverChanges(one, actual);
    return { kind: 'server', name: one.name, change: details.length > 0 ? 'change' : 'unchanged', details };
  });
}

/** What is different about a web server that is there. */
export function serverChanges(wanted: WantedServer, { servers, routes }: Actual): string[] {
  const there = servers.get(wanted.name)!;
  return [
    ...serverStateChanges(wanted, there.latest),
    ...(there.status === 'Active' ? [] : [`it is ${there.status}`]),
    ...(wanted.path !== undefined && !there.open ? ['open it to callers without an identity'] : []),
    ...(isRouted(wanted, routes) ? [] : [`route ${wanted.path}`]),
  ];
}

/** As `stateChanges`; a web server is started by its bootstrap, and the handler says nothing. */
export function serverStateChanges(wanted: WantedServer, there: State): string[] {
  return stateChanges(wanted, { ...there, handler: wanted.handler });
}

/** Whether a web server has its route, or needs none. */
export function isRouted({ name, path }: WantedServer, routes: readonly ActualRoute[]): boolean {
  return path === undefined || routes.some((route) => route.path === path && route.functionName === name);
}

/** What has to happen until a function serves everybody as it is wanted. */
export function functionChanges(wanted: WantedFunction, there: ActualFunction): string[] {
  const latest = [...stateChanges(wanted, there.latest), ...triggerChanges(wanted, there)];
  if (latest.length > 0) return latest;
  const { newest, traffic } = there;
  if (!newest || stateChanges(wanted, newest.state).length > 0) return ['publish a version'];
  if (traffic.canary) return [`traffic: ${trafficText(there)}`];
  return traffic.stable === newest.version ? [] : [`traffic: version ${traffic.stable} → ${newest.version}`];
}

export function trafficText({ traffic: { stable, canary } }: ActualFunction): string {
  return canary
    ? `${canary.percent} % to version ${canary.version}, the rest to ${stable}`
    : `all to version ${stable}`;
}

/** How a function's state differs from the wanted one. Values of variables are never told. */
export function stateChanges(wanted: WantedFunction, there: State): string[] {
  const fields = ['handler', 'runtime', 'timeoutSeconds', 'memoryMb'] as const;
  const settings = fields.filter((field) => wanted[field] !== there[field]);
  const names = [...new Set([...Object.keys(wanted.variables), ...Object.keys(there.variables)])].sort();
  const differing = names.filter((name) => wanted.variables[name] !== there.variables[name] && name !== CODE_VARIABLE);
  return [
    ...(wanted.variables[CODE_VARIABLE] === there.variables[CODE_VARIABLE] ? [] : ['code']),
    ...settings.map((field) => `${field}: ${there[field]} → ${wanted[field]}`),
    ...differing.map((name) => {
      if (!(name in there.variables)) return `variable ${name}: set`;
      return name in wanted.variables ? `variable ${name}: another value` : `variable ${name}: remove`;
    }),
  ];
}

function triggerChanges(wanted: WantedFunction, there: ActualFunction): string[] {
  const { create, remove } = triggerDifference(wanted, there);
  return [
    ...remove.map((name) => `timer ${name}: remove`),
    ...create.map(({ name, cron }) => `timer ${name}: ${cron}`),
  ];
}

/** Timers that are missing or go at other times, and those that have to go; one that changes is in both. */
export function triggerDifference(wanted: Pick<WantedFunction, 'triggers'>, there: Pick<ActualFunction, 'triggers'>) {
  const same = (a: { name: string; cron: string }, b: { name: string; cron: string }) =>
    a.name === b.name && a.cron === b.cron;
  return {
    create: wanted.triggers.filter((one) => !there.triggers.some((other) => same(one, other))),
    remove: there.triggers.filter((one) => !wanted.triggers.some((other) => same(one, other))).map(({ name }) => name),
  };
}

function routeItems({ routes, servers }: Wanted, actual: Actual): PlanItem[] {
  const wanted = routes.map((one): PlanItem => {
    const there = actual.routes.find(({ path }) => path === one.path);
    const to = `to ${one.functionName}${one.keepPrefix ? ', whole path' : ''}`;
    if (!there) return { kind: 'route', name: one.path, change: 'create', details: [to] };
    const same = there.functionName === one.functionName && there.keepPrefix === one.keepPrefix;
    return same
      ? { kind: 'route', name: one.path, change: 'unchanged', details: [] }
      : { kind: 'route', name: one.path, change: 'change', details: [to] };
  });
  const paths = new Set([...routes, ...servers].map(({ path }) => path));
  const extra = actual.routes.filter(({ path }) => !paths.has(path));
  return [
    ...wanted,
    ...extra.map(({ path }): PlanItem => ({ kind: 'route', name: path, change: 'extra', details: [] })),
  ];
}

function obstaclesOf(wanted: Wanted, actual: Actual, limit: number): string[] {
  const named = [...wanted.functions, ...wanted.servers].map(({ name }) => name);
  const names = new Set([...actual.functionNames, ...named]);
  const immutable = wanted.functions.filter(({ name, runtime }) => {
    const there = actual.functions.get(name);
    return there && there.latest.runtime !== runtime;
  });
  const broken = [...actual.functions.values()].filter(({ status }) => /Failed$/.test(status));
  return [
    ...(names.size <= limit
      ? []
      : [
          `${names.size} functions would be there, with those that are not wanted, and the limit is ${limit}: remove some`,
        ]),
    ...immutable.map(
      ({ name, runtime }) => `${name}: the runtime of a function cannot become ${runtime}; delete it first`,
    ),
    ...broken.map(({ name, status }) => `${name} is ${status}; delete it, or see why in the console`),
  ];
}
