import type { IncomingMessage } from 'node:http';
import { HttpError } from '../kernel/http.js';

/**
 * Who a mini-program's user is: the header `x-dev-openid`, or the query of the same name, the developer's word; undefined
 * for a guest.
 * @throws HttpError 400 when it cannot be an openid
 */
export function openidOf(request: IncomingMessage, query?: URLSearchParams): string | undefined {
  const openid = request.headers['x-dev-openid'] ?? query?.get('x-dev-openid') ?? undefined;
  if (openid === undefined || openid === '') return undefined;
  if (typeof openid === 'string' && /^[\w-]{1,128}$/.test(openid)) return openid;
  throw new HttpError(400, 'INVALID_PARAM', 'x-dev-openid must be letters, digits, - and _, at most 128');
}
