import type { IncomingMessage } from 'node:http';
import type { Caller } from '../kernel/admin.js';
import { HttpError } from '../kernel/http.js';
import { appidOf } from './identity.js';

/**
 * The mini-program user that a developer says is calling: headers `x-dev-openid` and `x-dev-unionid`. Without them, a guest.
 * @throws HttpError 400 for what can be no openid
 */
export function developersCaller(request: IncomingMessage, env: string): Caller {
  const openid = identifier(request, 'x-dev-openid');
  const unionid = identifier(request, 'x-dev-unionid');
  const clientIp = request.socket.remoteAddress?.replace(/^::ffff:/, '');
  return { source: 'wx_client', clientIp, ...(openid ? { openid, unionid, appid: appidOf(env) } : {}) };
}

function identifier(request: IncomingMessage, header: string): string | undefined {
  const value = request.headers[header];
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string' || !/^[\w-]{1,128}$/.test(value)) {
    throw new HttpError(400, 'INVALID_PARAM', `${header} must be letters, digits, - and _, at most 128`);
  }
  return value;
}
