import type { Caller } from '../../kernel/admin.js';

/**
 * Who calls an HTTP function, in the headers that the platform sets: `x-wx-*` for mini-program users, and
 * `x-cloudbase-context`, base64 of JSON. The fields of the latter are the ones that public code reads; they are not
 * documented.
 */
export function identityHeaders(env: string, requestId: string, caller: Caller): Record<string, string> {
  const { openid, appid, unionid, uid, clientIp, source } = caller;
  const context = { envId: env, requestId, userId: uid, uid, openId: openid, appId: appid, unionId: unionid };
  const known = uid !== undefined || openid !== undefined;
  return present({
    'x-cloudbase-request-id': requestId,
    'x-cloudbase-context': known ? Buffer.from(JSON.stringify(context)).toString('base64') : undefined,
    'x-wx-openid': openid,
    'x-wx-appid': appid,
    'x-wx-unionid': unionid,
    'x-wx-env': openid === undefined ? undefined : env,
    'x-wx-source': openid === undefined ? undefined : source,
    'x-forwarded-for': clientIp,
  });
}

function present(entries: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entries).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
