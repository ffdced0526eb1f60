import type { Server } from 'node:http';
import type { DatabaseService } from '../database/index.js';
import type { FunctionsService } from '../functions/index.js';
import type { Route } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import type { StorageService } from '../storage/index.js';
import type { TencentApi } from './api/call.js';
import { createApiDoor } from './api/door.js';
import { createScripts } from './api/scripts.js';
import { openAccount } from './auth/account.js';
import { createAuthenticate } from './auth/authenticate.js';
import { createTempCos } from './cos/temp-cos.js';
import { createTableActions, databaseByTag } from './database/tables.js';
import { createCatalog } from './functions/catalog.js';
import { createRecords } from './functions/records.js';
import { createHosting } from './hosting/index.js';
import { createHub } from './hub.js';
import { createModeration } from './moderation/index.js';
import { openAuthority } from './proxy/authority.js';
import { createTunnel } from './proxy/tunnel.js';
import { createScf, page } from './scf/actions.js';
import { ASYNC_DEFAULTS, createAsyncEvents } from './scf/async-events.js';
import { summaryOf } from './scf/describe.js';
import { createDownloads } from './scf/downloads.js';
import { createSes } from './ses/index.js';
import { createSms } from './sms/index.js';
import { createEnvironmentActions, databaseIdOf, environmentOf } from './tcb/environments.js';
import { createDomainActions, createGatewayActions } from './tcb/http-routes.js';
import { createLogActions } from './tcb/logs.js';
import { createPermissionActions } from './tcb/permissions.js';
import { createRouteTable } from './tcb/route-table.js';

export { type Account, FIXED_KEYS } from './auth/account.js';

export interface TencentParts {
  kernel: Kernel;
  functions: FunctionsService;
  database: DatabaseService;
  storage: StorageService;
}

/** Tencent Cloud's own API, as the `tcb` CLI, manager-node and Tencent's SDKs call it. */
export interface TencentService {
  routes: Route[];
  /** Resolves once the certificate is there that clients of the proxy must trust. */
  ready: Promise<void>;
  /** Runs the functions that were deployed through this API when the local cloud last ran. */
  restore(environments?: readonly string[]): Promise<void>;
  /** Stops those functions, so that their files can be replaced. */
  suspend(environments: readonly string[]): void;
  /** Lets programs use the local cloud as their HTTPS proxy: CONNECT to the platform's hosts ends here. */
  attach(server: Server): void;
  close(): Promise<void>;
}

export function createTencentService({ kernel, functions, database, storage }: TencentParts): TencentService {
  const account = openAccount(kernel.dataDir);
  const scripts = createScripts();
  const records = createRecords(kernel, functions);
  const catalog = createCatalog(kernel, records);
  const asyncEvents = createAsyncEvents(kernel, functions, (env, name) =>
    records.has(env, name) ? (records.find(env, name).asyncConfig ?? ASYNC_DEFAULTS) : ASYNC_DEFAULTS,
  );
  const cos = createTempCos(kernel);
  const downloads = createDownloads(kernel, records);
  const sms = createSms(kernel);
  const ses = createSes(kernel);
  const hosting = createHosting(kernel, account);
  const authority = openAuthority(kernel.dataDir);
  const tunnel = createTunnel({ kernel, authority });
  const routes = createRouteTable(kernel.clock, catalog, records);
  const byEnvId = createTableActions((params) => database.forEnvironment(environmentOf(kernel, params)));

  const tcb: TencentApi = {
    version: '2018-06-08',
    actions: {
      ...createEnvironmentActions(kernel, account),
      ...byEnvId,
      ...createGatewayActions(kernel, routes),
      ...createDomainActions(kernel, routes),
      ...createPermissionActions({ kernel, catalog, storage }),
      ...createLogActions(kernel, functions),
      ...hosting.actions,
      ListFunctions: (call) => page(call, records.list(environmentOf(kernel, call.params)).map(summaryOf)),
    },
  };
  const apis: Record<string, TencentApi> = {
    tcb,
    flexdb: { version: '2018-11-27', actions: createTableActions(databaseByTag(kernel, database, databaseIdOf)) },
    scf: createScf({ kernel, records, catalog, cos, downloads, invoke: functions, asyncEvents }),
    vpc: {
      version: '2017-03-12',
      actions: {
        DescribeVpcs: () => ({ VpcSet: [], TotalCount: 0 }),
        DescribeSubnets: () => ({ SubnetSet: [], TotalCount: 0 }),
      },
    },
    sms: sms.api,
    ses: ses.api,
    ...createModeration(),
  };
  const authenticate = createAuthenticate({ kernel, account, invocationOf: functions.invocationOf });

  return {
    routes: [
      createApiDoor(kernel, { apis, authenticate, scripts }),
      cos.route,
      downloads.route,
      ...hosting.routes,
      ...createHub({ kernel, account, scripts, sms, ses, authorityFile: authority.file, ready: authority.ready }),
    ],
    ready: authority.ready,
    async restore(environments = kernel.environments()) {
      for (const env of environments) {
        await records.restore(env);
        asyncEvents.restore(env);
      }
    },
    suspend(environments) {
      hosting.close(environments);
      for (const env of environments) {
        asyncEvents.suspend(env);
        records.suspend(env);
      }
    },
    attach: tunnel.attach,
    async close() {
      tunnel.close();
      asyncEvents.close();
      hosting.close();
      await catalog.settled();
      await authority.ready;
      sms.close();
    },
  };
}
