import type { Caller } from '../kernel/admin.js';

/** What one invocation's environment is made of. */
export interface EnvironmentFacts {
  env: string;
  baseUrl: string;
  /** Text that only this invocation knows; the SDKs send it back with every call. */
  token: string;
  requestId: string;
  caller: Caller;
  /** The function's own variables. */
  own: Record<string, string>;
  /** PATH of the machine, so that a function can start what is installed. */
  path: string;
}

/** Keys that the platform owns; a function may not set them itself. */
export const PLATFORM_VARIABLES: ReadonlySet<string> = new Set([
  ...['WX_OPENID', 'WX_APPID', 'WX_UNIONID', 'WX_CLIENTIP', 'WX_API_TOKEN', 'WX_TRIGGER_API_TOKEN_V0'],
  ...['WX_FROM_OPENID', 'WX_FROM_APPID', 'WX_CLIENTIPV6', 'WX_CONTEXT_KEYS', 'TCB_CONTEXT_KEYS', 'TCB_CONTEXT_CNFG'],
  ...['TCB_ENV', 'TCB_SEQID', 'TCB_SOURCE', 'TCB_SOURCE_IP', 'TCB_SESSIONTOKEN', 'TCB_UUID', 'TCB_CUSTOM_USER_ID'],
  ...[
    'TCB_ISANONYMOUS_USER',
    'TCB_ROUTE_KEY',
    'TRIGGER_SRC',
    'SCF_NAMESPACE',
    'TENCENTCLOUD_RUNENV',
    'TENCENTCLOUD_REGION',
  ],
  ...['TENCENTCLOUD_SECRETID', 'TENCENTCLOUD_SECRETKEY', 'TENCENTCLOUD_SESSIONTOKEN', '_SCF_TCB_LOG'],
]);

/**
 * The whole environment of one invocation, in the form that the SDKs read it: caller keys exist only if the caller has
 * them, and every key that an SDK may see is listed in WX_CONTEXT_KEYS or TCB_CONTEXT_KEYS.
 */
export function invocationEnvironment(facts: EnvironmentFacts): Record<string, string> {
  const { caller, token } = facts;
  const timer = caller.trigger === 'timer';
  const wx = present({
    WX_OPENID: caller.openid,
    WX_APPID: caller.appid,
    WX_UNIONID: caller.unionid,
    WX_CLIENTIP: caller.openid === undefined ? undefined : caller.clientIp,
    WX_API_TOKEN: token,
    WX_TRIGGER_API_TOKEN_V0: timer ? token : undefined,
  });
  const tcb = present({
    TCB_ENV: facts.env,
    TCB_SEQID: facts.requestId,
    TCB_SOURCE: caller.source,
    TCB_SOURCE_IP: caller.clientIp,
    TCB_SESSIONTOKEN: token,
    TCB_UUID: caller.uid,
    TCB_ROUTE_KEY: caller.routeKey === undefined ? undefined : String(caller.routeKey),
  });
  return {
    PATH: facts.path,
    TZ: 'UTC',
    HOME: '/tmp',
    ...facts.own,
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'local-secret-id',
    TENCENTCLOUD_SECRETKEY: 'local-secret-key',
    TENCENTCLOUD_SESSIONTOKEN: token,
    SCF_NAMESPACE: facts.env,
    _SCF_TCB_LOG: '1',
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${facts.baseUrl}/admin` }),
    ...wx,
    ...tcb,
    WX_CONTEXT_KEYS: Object.keys(wx).join(','),
    TCB_CONTEXT_KEYS: Object.keys(tcb).join(','),
    ...(timer ? { TRIGGER_SRC: 'timer' } : {}),
  };
}

function present(entries: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entries).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
