import type { App } from '../../shared/apps/app.js';
import type { CollectionDeclaration } from '../../shared/core/store/declare.js';
import { isAction } from '../lib/actions.js';
import { functionConfig, optionalVariables, variablesOf } from '../lib/cloudbaserc.js';
import type { BuiltUnit } from './build.js';
import { isServer, triggerName, type Unit } from './pack.js';

/** A function as the code wants it. */
export interface WantedFunction {
  name: string;
  description: string;
  handler: string;
  runtime: string;
  timeoutSeconds: number;
  memoryMb: number;
  /** All of its environment variables. Some are secret: names may be shown, values never. */
  variables: Record<string, string>;
  triggers: { name: string; cron: string }[];
  /** The actions that it holds. */
  actions: string[];
  doors: string[];
}

/** A web server (type HTTP), whose answers leave piece by piece. */
export interface WantedServer extends WantedFunction {
  /** Its route, by which anybody reaches it; without one it is reached by `wx.cloud.callHTTPFunction` alone. */
  path?: string;
}

/** A path of the HTTP access service. */
export interface WantedRoute {
  path: string;
  functionName: string;
  /** The function is given the whole path. */
  keepPrefix: boolean;
}

/** What an environment should hold. */
export interface Wanted {
  app: string;
  collections: readonly CollectionDeclaration[];
  functions: WantedFunction[];
  servers: WantedServer[];
  routes: WantedRoute[];
  packedModules: string[];
  /** Names of variables that the code needs and nobody gave. */
  missing: string[];
}

/** The variable that says which code a function runs: twelve digits of its hash. */
export const CODE_VARIABLE = 'YUNSHU_CODE';
/** The platform's limit for all variables of a function. */
const MOST_VARIABLE_BYTES = 4 * 1024;

/**
 * What `app` wants of its environment.
 * @param given where the values of variables come from
 * @throws Error when the variables of a function are above the platform's 4 KB
 */
export function wantedOf(app: App, built: readonly BuiltUnit[], given: NodeJS.ProcessEnv): Wanted {
  const packedModules = built.filter(({ unit }) => unit.packed).map(({ unit }) => unit.name);
  const missing = new Set<string>();
  const read = (name: string): string => {
    if (name === 'YUNSHU_APP') return app.name;
    // A line end in a variable of a CI system is often two characters.
    const value = given[name]?.replaceAll('\\n', '\n');
    if (!value && !optionalVariables.has(name)) missing.add(name);
    return value ?? '';
  };
  const asWanted = ({ unit, codeHash }: BuiltUnit): WantedFunction => {
    const names = new Set(unit.members.flatMap(variablesOf));
    const variables = {
      ...Object.fromEntries([...names].map((name) => [name, read(name)]).filter(([, value]) => value !== '')),
      [CODE_VARIABLE]: codeHash,
      ...(packedModules.length > 0 && { YUNSHU_PACKED: packedModules.join(',') }),
    };
    checkSize(unit.name, variables);
    return { ...settingsOf(unit), variables };
  };
  const called = built.filter(({ unit }) => !isServer(unit));
  const functions = called.map(asWanted);
  const servers = built
    .filter(({ unit }) => isServer(unit))
    .map((one): WantedServer => ({ ...asWanted(one), ...pathOf(one.unit) }));
  const routes = called.flatMap(({ unit }) => routesOf(unit));
  return {
    app: app.name,
    collections: distinct(app.collections),
    functions,
    servers,
    routes,
    packedModules,
    missing: [...missing].sort(),
  };
}

/** A unit is as patient and as large as the most demanding of its members. */
function settingsOf(unit: Unit): Omit<WantedFunction, 'variables'> {
  const configs = unit.members.map(functionConfig);
  return {
    name: unit.name,
    description: unit.packed ? `${unit.members.length} 个动作` : configs[0]!.description,
    handler: configs[0]!.handler,
    runtime: configs[0]!.runtime,
    timeoutSeconds: Math.max(...configs.map(({ timeout }) => timeout)),
    memoryMb: Math.max(...configs.map(({ memorySize }) => memorySize)),
    triggers: unit.members.flatMap((member) => {
      const name = triggerName(unit, member);
      return name && isAction(member.declared) ? { name, cron: member.declared.timer!.cron } : [];
    }),
    actions: unit.members.filter(({ declared }) => isAction(declared)).map(({ name }) => name),
    doors: unit.members.filter(({ declared }) => !isAction(declared)).map(({ name }) => name),
  };
}

function pathOf({ members: [member] }: Unit): { path?: string } {
  const { declared } = member!;
  return !isAction(declared) && declared.streams === 'web' ? { path: declared.path } : {};
}

function routesOf(unit: Unit): WantedRoute[] {
  return unit.members.flatMap(({ declared }) =>
    isAction(declared) ? [] : { path: declared.path, functionName: unit.name, keepPrefix: unit.packed },
  );
}

/** Modules that share a collection both bring its declaration. @throws Error when two of one name differ */
function distinct(collections: readonly CollectionDeclaration[]): CollectionDeclaration[] {
  const byName = new Map<string, CollectionDeclaration>();
  for (const one of collections) {
    const other = byName.get(one.name);
    if (other && JSON.stringify(other) !== JSON.stringify(one))
      throw new Error(`collection ${one.name} is declared twice`);
    const indexes = one.indexes.map(({ name }) => name);
    const twice = indexes.find((name, place) => indexes.indexOf(name) !== place);
    if (twice) throw new Error(`collection ${one.name} declares the index ${twice} twice`);
    byName.set(one.name, one);
  }
  return [...byName.values()];
}

function checkSize(name: string, variables: Record<string, string>): void {
  const bytes = Object.entries(variables).reduce((sum, entry) => sum + Buffer.byteLength(entry.join('')), 0);
  if (bytes <= MOST_VARIABLE_BYTES) return;
  throw new Error(`the variables of ${name} take ${bytes} bytes of at most ${MOST_VARIABLE_BYTES}`);
}
