import { createHttpAccess } from '../http-access/index.js';
import type { AdminAction, Caller, InvocationHandle } from '../kernel/admin.js';
import { CloudError } from '../kernel/cloud-error.js';
import type { Route } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { createTimers, type TimersService } from '../timers/index.js';
import { createInvokeAction } from './action.js';
import { createCallFunctionDoor } from './call-function-door.js';
import { checkDefinition, FUNCTION_LIMITS, type FunctionDefinition } from './definition.js';
import { Deployment } from './deployment.js';
import { environmentNotFound, functionNotFound, InvocationError } from './errors.js';
import { evictIdle, makeRoom } from './eviction.js';
import { Invocation } from './invocation.js';
import { createRecordBook, type InvocationRecord, type RecordQuery } from './records.js';
import { runtimeFile } from './runtime-file.js';
import { createSessions } from './sessions.js';
import { createSpares } from './spares.js';

export interface FunctionsOptions {
  /** Real hosts of Tencent that functions may reach; default is LOCAL_CLOUD_ALLOW_HOSTS, a list with commas. */
  allowHosts?: string[];
  /** Origins whose pages may use the doors, besides the local cloud's own. */
  allowOrigins?: string[];
  /** Most functions in an environment; the platform's 50 unless raised. */
  maxFunctions?: number;
  /** Most instances of one function at a time; default 8. More invocations wait for one. */
  maxInstances?: number;
  /** Instances of all functions beyond which idle ones are ended, oldest first; default 32. */
  maxAllInstances?: number;
  /** Most invocations of one function that wait; default 1000. */
  maxWaiting?: number;
  /** How long an invocation waits for a warm instance before another is started; default 20 ms. */
  patienceMs?: number;
  /** Idle instances end after this; default 5 minutes. */
  idleMs?: number;
  /** Invocations remembered for `recent`; default 2000. */
  keepRecords?: number;
  /** Reload a function when the code in its folder changes; default false. */
  watch?: boolean;
  /** The bundled runtime, when it is not the one in `dist`. */
  runtimeFile?: string;
  /** Told of every finished invocation. */
  onRecord?: (record: InvocationRecord) => void;
}

export interface FunctionSummary {
  env: string;
  definition: FunctionDefinition;
  /** Virtual time, ms. */
  deployedAt: number;
  instances: number;
}

export interface InvocationResult {
  requestId: string;
  /** The function's answer as JSON. */
  json: string;
  record: InvocationRecord;
}

export interface FunctionsService {
  actions: Record<string, AdminAction>;
  routes: Route[];
  timers: TimersService;
  /**
   * Adds or replaces a function at once; requests in flight finish on the old version.
   * @throws CloudError INVALIID_ENV, or INVALID_PARAM naming the field and the limit
   */
  deploy(env: string, definition: FunctionDefinition): Promise<void>;
  /** @throws CloudError FUNCTION_NOT_FOUND */
  remove(env: string, name: string): void;
  list(env?: string): FunctionSummary[];
  /**
   * Runs a function with `event` (anything that JSON can say) and waits for its answer.
   * @throws InvocationError when the function fails; CloudError INVALIID_ENV, FUNCTION_NOT_FOUND or
   *   EXCEED_REQUEST_SIZE_LIMIT (6 MB) before it runs
   */
  invoke(env: string, name: string, event: unknown, caller: Caller): Promise<InvocationResult>;
  /** The invocation that was given this session token. */
  invocationOf(sessionToken: string): InvocationHandle | undefined;
  /** What runs or waits at this moment. */
  running(): InvocationHandle[];
  /** The last invocations, newest first. */
  recent(query: RecordQuery): InvocationRecord[];
  close(): Promise<void>;
}

/** Functions of all environments: instances, doors, HTTP access and timers. */
export function createFunctionsService(kernel: Kernel, options: FunctionsOptions = {}): FunctionsService {
  const deployments = new Map<string, Map<string, Deployment>>();
  const sessions = createSessions();
  const running = new Set<Invocation>();
  const records = createRecordBook(options.keepRecords ?? 2000);
  const idleMs = options.idleMs ?? 300_000;
  const spares = createSpares(options.runtimeFile ?? runtimeFile());
  const deploymentOptions = {
    spares,
    makeRoom: () => makeRoom(all(), options.maxAllInstances ?? 32),
    allowHosts: options.allowHosts ?? (process.env.LOCAL_CLOUD_ALLOW_HOSTS ?? '').split(',').filter(Boolean),
    maxInstances: options.maxInstances ?? 8,
    maxWaiting: options.maxWaiting ?? 1000,
    patienceMs: options.patienceMs ?? 20,
  };
  const all = () => [...deployments.values()].flatMap((functions) => [...functions.values()]);
  const sweeper = setInterval(() => evictIdle(all(), idleMs), Math.min(idleMs, 10_000)).unref();

  function find(env: string, name: string): Deployment {
    if (!kernel.hasEnvironment(env)) throw environmentNotFound(env);
    const deployment = deployments.get(env)?.get(name);
    if (!deployment) throw functionNotFound(env, name);
    return deployment;
  }

  async function invoke(env: string, name: string, event: unknown, caller: Caller): Promise<InvocationResult> {
    const deployment = find(env, name);
    const invocation = new Invocation(env, name, JSON.stringify(event) ?? '{}', caller, kernel.clock.now());
    const { record } = invocation;
    if (record.eventBytes > FUNCTION_LIMITS.eventBytes) {
      const text = `the event takes ${record.eventBytes} bytes of at most ${FUNCTION_LIMITS.eventBytes}`;
      throw new CloudError('EXCEED_REQUEST_SIZE_LIMIT', text);
    }
    sessions.open(invocation);
    running.add(invocation);
    try {
      const json = await deployment.run(invocation);
      invocation.end();
      return { requestId: invocation.id, json, record };
    } catch (error) {
      const { code, message } = error instanceof CloudError ? error : new CloudError('SYS_ERR', String(error));
      invocation.end({ code, message });
      throw new InvocationError(code, message, invocation.id);
    } finally {
      sessions.close(invocation);
      running.delete(invocation);
      records.add(record);
      options.onRecord?.(record);
    }
  }

  const timers = createTimers(
    kernel.clock,
    (env, name, event) => invoke(env, name, event, { source: '', trigger: 'timer' }),
    (line) => kernel.log(line),
  );
  const definitionsOf = (env: string) => [...(deployments.get(env)?.values() ?? [])].map((one) => one.definition);

  return {
    actions: { 'functions.invokeFunction': createInvokeAction(invoke) },
    routes: [
      createCallFunctionDoor(kernel, invoke, options),
      createHttpAccess(kernel, { invoke, definitionsOf, allowOrigins: options.allowOrigins }),
    ],
    timers,
    async deploy(env, definition) {
      if (!kernel.hasEnvironment(env)) throw environmentNotFound(env);
      checkDefinition(definition);
      const functions = deployments.get(env) ?? new Map<string, Deployment>();
      const old = functions.get(definition.name);
      const limit = options.maxFunctions ?? FUNCTION_LIMITS.perEnvironment;
      if (!old && functions.size >= limit) {
        throw new CloudError('INVALID_PARAM', `environment "${env}" has its ${limit} functions already`);
      }
      timers.set(env, definition.name, definition.triggers);
      const fresh = new Deployment(env, definition, kernel, deploymentOptions);
      if (options.watch) await fresh.watch();
      spares.prepare(definition.memoryMb);
      deployments.set(env, functions.set(definition.name, fresh));
      old?.replaceBy(fresh);
    },
    remove(env, name) {
      find(env, name).retire();
      deployments.get(env)?.delete(name);
      timers.set(env, name, []);
    },
    list(env) {
      return all()
        .filter((deployment) => env === undefined || deployment.env === env)
        .map(({ env: where, definition, deployedAt, instances }) => ({
          env: where,
          definition,
          deployedAt,
          instances,
        }));
    },
    invoke,
    invocationOf: (token) => sessions.find(token),
    running: () => [...running],
    recent: (query) => records.recent(query),
    async close() {
      clearInterval(sweeper);
      timers.close();
      spares.close();
      for (const deployment of all()) deployment.close();
      deployments.clear();
    },
  };
}

export type Invoke = FunctionsService['invoke'];
