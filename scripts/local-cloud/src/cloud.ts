import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAdminDoor } from './admin/door.js';
import { createActivity, createConsole } from './console/index.js';
import { createDatabaseService, type DatabaseService } from './database/index.js';
import {
  appidOf,
  createFunctionsService,
  type FunctionLimit,
  type FunctionsService,
  type InvocationLine,
  type InvocationRecord,
  readProject,
} from './functions/index.js';
import { developersUser } from './http-access/developers-user.js';
import { createHub } from './hub/doors.js';
import { createFaults, type Faults } from './hub/faults.js';
import type { AdminAction } from './kernel/admin.js';
import { type Clock, createClock } from './kernel/clock.js';
import type { Route } from './kernel/http.js';
import type { Kernel } from './kernel/kernel.js';
import { createRealtimeService } from './realtime/index.js';
import { lockDataFolder } from './server/data-lock.js';
import { createLocalServer, listen } from './server/server.js';
import { staticSite } from './server/static-site.js';
import { createState, keepClock, type StateService } from './state/index.js';
import { createStorageService, type StorageService } from './storage/index.js';
import { createTencentService } from './tencent/index.js';
import { createWechatService, type WechatService } from './wechat/index.js';
import { createWechatPayService, type WechatPayService } from './wechat-pay/index.js';
import { createWecomService, type WecomService } from './wecom/index.js';

export interface LocalCloudOptions {
  /** 0 for any that is free. */
  port: number;
  /** Where state is kept; when absent nothing is, once the local cloud stops. */
  dataDir?: string;
  /** Ids of the environments that are there from the start; a project may bring another. */
  environments: readonly string[];
  /** Most functions in an environment, or in each that is named; the platform's 50 unless raised. */
  functionLimit?: FunctionLimit;
  /** Reload a function when the code in its folder changes. */
  watch?: boolean;
  /** Whom the cashier says the money goes to. */
  merchantName?: (env: string) => string;
  /** Static pages: where they are served (`/ruizhu/`), and their folder. */
  sites?: readonly { mount: string; folder: string }[];
  log?: (line: string) => void;
  /** Told of every line that a function prints, as it is kept. */
  onLine?: (record: InvocationRecord, line: InvocationLine) => void;
}

export interface LocalCloud {
  url: string;
  clock: Clock;
  faults: Faults;
  database: DatabaseService;
  functions: FunctionsService;
  storage: StorageService;
  wechatPay: WechatPayService;
  wechat: WechatService;
  wecom: WecomService;
  state: StateService;
  /**
   * Deploys the functions of a project's `cloudbaserc.json`, all of them or those that `only` names, into the environment
   * that it names, made if need be. `{{env.X}}` is taken from `variables` first.
   * @returns the environment and the names of the functions
   * @throws ProjectError naming the file and the field
   */
  deployProject(
    folder: string,
    variables?: Record<string, string | undefined>,
    only?: (name: string) => boolean,
  ): Promise<{ env: string; functions: string[] }>;
  close(): Promise<void>;
}

/**
 * Starts CloudBase on this machine.
 * @throws StartError when another local cloud uses the data folder; an error with code EADDRINUSE when the port is taken
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), 'local-cloud-'));
  const unlock = lockDataFolder(dataDir);
  const environments = [...options.environments];
  const clock = createClock(Date.now, (error) =>
    kernel.log(`clock: ${error instanceof Error ? error.stack : String(error)}`),
  );
  const stopKeepingClock = keepClock(clock, dataDir);
  let url = '';
  const activity = createActivity();
  const kernel: Kernel = {
    clock,
    dataDir,
    baseUrl: () => url,
    hasEnvironment: (env) => environments.includes(env),
    environments: () => environments,
    log(line) {
      activity.line(line);
      (options.log ?? console.error)(line);
    },
  };

  const faults = createFaults();
  const database = createDatabaseService(kernel);
  const functions = createFunctionsService(kernel, {
    watch: options.watch ?? false,
    ...(options.functionLimit !== undefined && { functionLimit: options.functionLimit }),
    onRecord: activity.record,
    onLine(record, line) {
      activity.printed(record, line);
      options.onLine?.(record, line);
    },
    authenticate: developersUser,
    onVisit: (env, openid) => kernel.hasEnvironment(env) && wechat.recordVisit(env, openid),
  });
  const storage = createStorageService(kernel);
  const invoke = async (env: string, name: string, event: Record<string, unknown>) =>
    JSON.parse((await functions.invoke(env, name, event, { source: 'wx_http' })).json) as unknown;
  const wechatPay = createWechatPayService(kernel, {
    appidOf,
    invoke,
    publicKeyMode: true,
    ...(options.merchantName && { nameOf: options.merchantName }),
  });
  const wechat = createWechatService(kernel, { appidOf, invoke, findPayment: wechatPay.paidOrder });
  const wecom = createWecomService(kernel);
  const tencent = createTencentService({ kernel, functions, database, storage });
  const realtime = createRealtimeService({ kernel, database });
  const invocationOf = (token: string) => functions.invocationOf(token);

  const actions = new Map<string, AdminAction>(
    [database, functions, storage, wechatPay, wechat, realtime].flatMap((service) => Object.entries(service.actions)),
  );
  let closed: string | undefined;
  const state = createState({
    kernel,
    database,
    hooks: {
      addEnvironment: (env) => addEnvironment(env),
      async suspend(envs) {
        closed = 'state is being imported; try again in a moment';
        realtime.reset(envs);
        tencent.suspend(envs);
        for (const service of [wechatPay, wechat, storage]) await service.close();
      },
      async resume(envs) {
        closed = undefined;
        wechatPay.resume();
        wechat.resume();
        await tencent.restore(envs);
      },
    },
  });
  const pages = createConsole({ kernel, functions, database, storage, state, activity });
  const routes: Route[] = [
    createAdminDoor(kernel, { actions, invocationOf, faults, defaultEnvironment: () => environments[0] ?? '' }),
    ...createHub({ kernel, functions, database, faults }),
    ...pages.routes,
    ...state.routes,
    ...[functions, storage, wechatPay, wechat, wecom, tencent].flatMap((service) => service.routes),
    ...(options.sites ?? []).map(({ mount, folder }) => staticSite(mount, folder)),
  ];
  const pageRoots = ['/console', '/__hosting', ...(options.sites ?? []).map(({ mount }) => mount.replace(/\/$/, ''))];
  const server = createLocalServer({
    routes,
    baseUrl: () => url,
    faults,
    invocationOf,
    closed: () => closed,
    isPage: (at) => pageRoots.some((root) => at === root || at.startsWith(`${root}/`)),
    log: kernel.log,
  });
  tencent.attach(server);
  server.on('upgrade', (request, socket, head) => {
    if (!realtime.onUpgrade(request, socket, head)) socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
  });
  const close = async () => {
    pages.close();
    server.closeAllConnections();
    await realtime.close();
    await tencent.close();
    await new Promise((resolve) => server.close(resolve));
    await functions.close();
    await wechat.close();
    await wechatPay.close();
    await storage.close();
    await database.close();
    stopKeepingClock();
    clock.close();
    unlock();
    if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
  };
  const port = await listen(server, options.port).catch(async (error) => {
    await close();
    throw error;
  });
  url = `http://127.0.0.1:${port}`;
  const writeHubFile = () =>
    writeFileSync(
      path.join(dataDir, 'hub.json'),
      `${JSON.stringify({ url, pid: process.pid, environments }, null, 2)}\n`,
    );
  writeHubFile();
  const addEnvironment = (env: string) => {
    environments.push(env);
    writeHubFile();
  };
  await wechatPay.prepare(environments);
  await tencent.restore();
  wechatPay.resume();
  wechat.resume();
  // Programs read NODE_EXTRA_CA_CERTS when they start, and whoever has seen `ready` starts them at once.
  if (options.dataDir) await tencent.ready;

  return {
    url,
    clock,
    faults,
    database,
    functions,
    storage,
    wechatPay,
    wechat,
    wecom,
    state,
    async deployProject(folder, variables = {}, only = () => true) {
      const project = readProject(folder, variables);
      const chosen = project.functions.filter(({ name }) => only(name));
      if (!environments.includes(project.envId)) {
        addEnvironment(project.envId);
        await tencent.restore([project.envId]);
      }
      for (const definition of chosen) await functions.deploy(project.envId, definition);
      return { env: project.envId, functions: chosen.map(({ name }) => name) };
    },
    close,
  };
}
