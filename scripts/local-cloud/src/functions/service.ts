import { type Authenticate, createHttpAccess } from '../http-access/index.js';
import type { AdminAction, Caller, InvocationHandle } from '../kernel/admin.js';
import type { Route } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { createTimers, type TimersService } from '../timers/index.js';
import { createInvokeAction } from './action.js';
import { createCallFunctionDoor } from './call-function-door.js';
import { createCallHttpFunctionDoor } from './call-http-function-door.js';
import { codeCacheFolder } from './code-cache-folder.js';
import type { FunctionDefinition } from './definition.js';
import { evictIdle, instancesForThisMachine } from './eviction.js';
import { type FunctionLimit, functionLimits } from './function-limit.js';
import { createInvoker, type InvocationResult, type Invoker, type RouteChoice } from './invoker.js';
import { createReaper } from './reaper.js';
import { createRecordBook, type InvocationLine, type InvocationRecord, type RecordQuery } from './records.js';
import { keepRecords } from './records-file.js';
import { createRegistry } from './registry.js';
import { runtimeFiles } from './runtime-file.js';
import { createSessions } from './sessions.js';
import { createSpares } from './spares.js';

export interface FunctionsOptions {
  /** Real hosts of Tencent that functions may reach; default is LOCAL_CLOUD_ALLOW_HOSTS, a list with commas. */
  allowHosts?: string[];
  /** Origins whose pages may read what HTTP access answers; the server must let them in too. */
  allowOrigins?: string[];
  /** Finds the user behind an `Authorization` header, for HTTP routes with authentication. */
  authenticate?: Authenticate;
  /** Most functions in an environment, or in each of those named; the platform's 50 unless raised. */
  functionLimit?: FunctionLimit;
  /** Most instances of one function at a time; default 8. More invocations wait for one. */
  maxInstances?: number;
  /** Instances of all functions beyond which idle ones are ended, oldest first; default by the machine's memory, 16 to 64. */
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
  /** Folder of the bundled runtime, when it is not `dist`. */
  runtimeDir?: string;
  /** Told of every call that a mini-program's user makes, before it runs. */
  onVisit?: (env: string, openid: string) => void;
  /** Told of every finished invocation. */
  onRecord?: (record: InvocationRecord) => void;
  /** Told of every line that a function prints, at once. */
  onLine?: (record: InvocationRecord, line: InvocationLine) => void;
}

export interface FunctionSummary {
  env: string;
  definition: FunctionDefinition;
  /** Virtual time, ms. */
  deployedAt: number;
  instances: number;
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
  invoke(env: string, name: string, event: unknown, caller: Caller, how?: RouteChoice): Promise<InvocationResult>;
  /** The invocation that was given this session token. */
  invocationOf(sessionToken: string): InvocationHandle | undefined;
  /** What runs or waits at this moment. */
  running(): InvocationHandle[];
  /** The records of what runs or waits at this moment, as far as they have come; newest first. */
  unfinished(): InvocationRecord[];
  /** The last invocations, newest first. */
  recent(query: RecordQuery): InvocationRecord[];
  close(): Promise<void>;
}

/** Functions of all environments: instances, doors, HTTP access and timers. */
export function createFunctionsService(kernel: Kernel, options: FunctionsOptions = {}): FunctionsService {
  const files = runtimeFiles(options.runtimeDir);
  const sessions = createSessions();
  const records = createRecordBook(options.keepRecords ?? 2000);
  const saveRecords = keepRecords(records, kernel.dataDir, kernel.log);
  const reaper = createReaper();
  const spares = createSpares(files.runtime, reaper);
  const { maxInstances = 8, maxWaiting = 1000, patienceMs = 20, idleMs = 300_000 } = options;
  const registry = createRegistry(kernel, {
    limits: { maxInstances, maxWaiting, patienceMs },
    allowHosts: options.allowHosts ?? (process.env.LOCAL_CLOUD_ALLOW_HOSTS ?? '').split(',').filter(Boolean),
    codeCache: codeCacheFolder(),
    spares,
    guardFile: files.guard,
    reaper,
    functionLimitOf: functionLimits(options.functionLimit),
    maxAllInstances: options.maxAllInstances ?? instancesForThisMachine(),
    watch: options.watch ?? false,
  });
  const invoker = createInvoker({
    kernel,
    registry,
    sessions,
    records,
    onRecord: options.onRecord,
    onLine: options.onLine,
  });
  const fromUsers = reportingVisits(invoker, options.onVisit);
  const timers = createTimers(
    kernel.clock,
    (env, name, event) => invoker.invoke(env, name, event, { source: '', trigger: 'timer' }),
    (line) => kernel.log(line),
  );
  const sweeper = setInterval(
    () =>
      evictIdle(
        registry.all().flatMap((one) => one.all()),
        idleMs,
      ),
    Math.min(idleMs, 10_000),
  ).unref();

  return {
    actions: { 'functions.invokeFunction': createInvokeAction(invoker) },
    routes: [
      createCallFunctionDoor(fromUsers),
      createCallHttpFunctionDoor(fromUsers),
      createHttpAccess(kernel, { ...options, invoker, definitionsOf: registry.definitionsOf }),
    ],
    timers,
    async deploy(env, definition) {
      const checked = timers.check(definition.name, definition.triggers);
      await registry.deploy(env, definition);
      timers.set(env, definition.name, checked);
    },
    remove(env, name) {
      registry.remove(env, name);
      timers.set(env, name, []);
    },
    list(env) {
      const deployed = registry.all().filter((one) => env === undefined || one.env === env);
      return deployed.map(({ env: where, definition, deployedAt, instances }) => {
        return { env: where, definition, deployedAt, instances };
      });
    },
    invoke: invoker.invoke,
    invocationOf: (token) => sessions.find(token),
    running: invoker.running,
    unfinished: () =>
      invoker
        .running()
        .map(({ record, elapsedMs }) => ({ ...record, durationMs: elapsedMs }))
        .reverse(),
    recent: (query) => records.recent(query),
    async close() {
      clearInterval(sweeper);
      timers.close();
      spares.close();
      registry.close();
      reaper.close();
      saveRecords();
    },
  };
}

function reportingVisits(invoker: Invoker, onVisit: FunctionsOptions['onVisit']): Invoker {
  const report = (env: string, { openid }: Caller) => {
    if (openid !== undefined) onVisit?.(env, openid);
  };
  return {
    ...invoker,
    invoke(env, name, event, caller, how) {
      report(env, caller);
      return invoker.invoke(env, name, event, caller, how);
    },
    serve(env, name, http, caller) {
      report(env, caller);
      return invoker.serve(env, name, http, caller);
    },
  };
}
