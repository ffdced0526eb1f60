import CloudBaseManager from '@cloudbase/manager-node';
import cloudbase from '@cloudbase/node-sdk';

/** An answer of Tencent Cloud's API. */
export type Answer = Record<string, unknown>;

/** One environment, as its owner's keys reach it. */
export interface Connection {
  env: string;
  manager: CloudBaseManager;
  sdk: ReturnType<typeof cloudbase.init>;
  db: ReturnType<ReturnType<typeof cloudbase.init>['database']>;
  /** Any action of Serverless Cloud Function, on this environment's functions. */
  scf(action: string, params: Answer): Promise<Answer>;
  /** Any action of CloudBase itself, on this environment. */
  tcb(action: string, params?: Answer): Promise<Answer>;
  keys: Keys;
}

export interface Keys {
  secretId: string;
  secretKey: string;
  token?: string;
}

/**
 * Connects to an environment with the keys of `TENCENTCLOUD_SECRETID` and `TENCENTCLOUD_SECRETKEY`. A proxy in `https_proxy` is
 * used by all of it, which is how the local cloud stands in for the platform.
 * @throws Error when the keys are not set
 */
export function connect(env: string, variables: NodeJS.ProcessEnv): Connection {
  const keys = readKeys(variables);
  const manager = new CloudBaseManager({ ...keys, envId: env });
  const proxy = variables.https_proxy ?? variables.HTTPS_PROXY;
  const { token, ...pair } = keys;
  const sdk = cloudbase.init({
    env,
    ...pair,
    ...(token && { sessionToken: token }),
    ...(proxy && { proxy }),
  });
  const call = (service: string, version: string, Action: string, Param: Answer) =>
    manager.commonService(service, version).call({ Action, Param }) as Promise<Answer>;
  return {
    env,
    manager,
    keys,
    sdk,
    db: sdk.database(),
    scf: (action, params) => call('scf', '2018-04-16', action, { Namespace: env, ...params }),
    tcb: (action, params) => call('tcb', '2018-06-08', action, { EnvId: env, ...params }),
  };
}

function readKeys({
  TENCENTCLOUD_SECRETID,
  TENCENTCLOUD_SECRETKEY,
  TENCENTCLOUD_SESSIONTOKEN,
}: NodeJS.ProcessEnv): Keys {
  if (!TENCENTCLOUD_SECRETID || !TENCENTCLOUD_SECRETKEY) {
    throw new Error('TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY must hold the keys of the account');
  }
  return {
    secretId: TENCENTCLOUD_SECRETID,
    secretKey: TENCENTCLOUD_SECRETKEY,
    ...(TENCENTCLOUD_SESSIONTOKEN && { token: TENCENTCLOUD_SESSIONTOKEN }),
  };
}

/** Whether a failure of Tencent's API says that something is not there. */
export function isNotFound(error: unknown): boolean {
  return String((error as { code?: unknown }).code).startsWith('ResourceNotFound');
}

/** Does `work` for each item, at most `width` at a time: the platform takes 20 requests a second. */
export async function eachOf<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  width = 5,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const run = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]!);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, run));
  return results;
}
