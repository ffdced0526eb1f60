import { CloudError } from '../kernel/cloud-error.js';
import type { Kernel } from '../kernel/kernel.js';
import { checkDefinition, type FunctionDefinition } from './definition.js';
import { environmentNotFound, functionNotFound } from './errors.js';
import { createEventFunction, type EventFunctionOptions } from './event-function.js';
import { makeRoom } from './eviction.js';
import { checkRoom } from './function-limit.js';
import { createHttpFunction } from './http/http-function.js';
import type { Reaper } from './reaper.js';
import { type Deployed, VersionedFunction } from './versioned-function.js';
import { LATEST } from './versions.js';

export interface RegistryOptions {
  limits: EventFunctionOptions['limits'];
  allowHosts: string[];
  codeCache: EventFunctionOptions['codeCache'];
  spares: EventFunctionOptions['spares'];
  guardFile: string;
  reaper: Reaper;
  functionLimitOf(env: string): number;
  maxAllInstances: number;
  watch: boolean;
}

/** All functions that are deployed, by environment and name. */
export interface Registry {
  /** @throws CloudError INVALIID_ENV, INVALID_PARAM */
  deploy(env: string, definition: FunctionDefinition): Promise<void>;
  /** @throws CloudError INVALIID_ENV, FUNCTION_NOT_FOUND */
  remove(env: string, name: string): void;
  /** @throws CloudError INVALIID_ENV, FUNCTION_NOT_FOUND */
  find(env: string, name: string): VersionedFunction;
  all(): VersionedFunction[];
  definitionsOf(env: string): FunctionDefinition[];
  close(): void;
}

export function createRegistry(kernel: Kernel, options: RegistryOptions): Registry {
  const environments = new Map<string, Map<string, VersionedFunction>>();
  const all = () => [...environments.values()].flatMap((functions) => [...functions.values()]);
  const shared = {
    ...options,
    makeRoom: () =>
      makeRoom(
        all().flatMap((one) => one.all()),
        options.maxAllInstances,
      ),
  };

  function create(env: string, definition: FunctionDefinition): Deployed {
    if (definition.type === 'HTTP') return createHttpFunction(env, definition, kernel, shared);
    options.spares.prepare(definition.memoryMb);
    return createEventFunction(env, definition, kernel, shared);
  }

  function find(env: string, name: string): VersionedFunction {
    if (!kernel.hasEnvironment(env)) throw environmentNotFound(env);
    const found = environments.get(env)?.get(name);
    if (!found) throw functionNotFound(env, name);
    return found;
  }

  return {
    async deploy(env, definition) {
      if (!kernel.hasEnvironment(env)) throw environmentNotFound(env);
      checkDefinition(definition);
      const functions = environments.get(env) ?? new Map<string, VersionedFunction>();
      environments.set(env, functions);
      if (!functions.has(definition.name)) checkRoom(env, functions.size, options.functionLimitOf(env));
      checkRoutes(definition, [...functions.values()]);
      const fresh = new VersionedFunction(
        env,
        definition,
        (version) => create(env, version),
        functions.get(definition.name),
      );
      if (options.watch) await fresh.at(LATEST).watch();
      const old = functions.get(definition.name);
      functions.set(definition.name, fresh);
      old?.retire(fresh);
    },
    remove(env, name) {
      find(env, name).retire();
      environments.get(env)?.delete(name);
    },
    find,
    all,
    definitionsOf: (env) => [...(environments.get(env)?.values() ?? [])].map((one) => one.definition),
    close() {
      for (const one of all()) one.close();
      environments.clear();
    },
  };
}

/** A path leads to one function. */
function checkRoutes({ name, httpPaths = [] }: FunctionDefinition, deployed: readonly VersionedFunction[]): void {
  const others = deployed.filter((one) => one.definition.name !== name);
  for (const { path } of httpPaths) {
    const taken = others.find((one) => one.definition.httpPaths?.some((other) => other.path === path));
    if (!taken) continue;
    const text = `function "${name}": path ${path} leads to function "${taken.definition.name}" already`;
    throw new CloudError('INVALID_PARAM', text);
  }
}
