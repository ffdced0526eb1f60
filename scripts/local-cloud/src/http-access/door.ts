import { randomUUID } from 'node:crypto';
import type { FunctionDefinition } from '../functions/definition.js';
import type { Invoker } from '../functions/invoker.js';
import type { Caller } from '../kernel/admin.js';
import { type Exchange, HttpError, type Route, readBody } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { type HttpAnswer, httpAnswer } from './answer.js';
import { allowListedOrigin } from './cors.js';
import { httpEvent } from './event.js';
import { sendHttpFailure } from './failure.js';
import { matchRoute } from './routing.js';

export interface HttpAccessOptions {
  invoker: Invoker;
  definitionsOf(env: string): FunctionDefinition[];
  /** Origins whose pages may call, as the platform's 安全来源. */
  allowOrigins?: readonly string[];
  /** The user behind an `Authorization` header, for routes with authentication; without it those take nobody. */
  authenticate?: Authenticate;
}

/** @returns undefined for a header that proves no user of this environment */
export type Authenticate = (
  env: string,
  authorization: string,
) => Promise<{ uid: string; openid?: string } | undefined>;

const DOOR = '/__http/';
const BODY_LIMIT = 6 * 1024 * 1024;

/**
 * `ANY /__http/<env>/<path>`: the HTTP access service. There is no user behind such a request, unless its route asks for
 * authentication.
 */
export function createHttpAccess(kernel: Kernel, options: HttpAccessOptions): Route {
  async function serve(exchange: Exchange, requestId: string): Promise<void> {
    const { request, response, url } = exchange;
    const [env = '', ...segments] = url.pathname.slice(DOOR.length).split('/');
    if (!kernel.hasEnvironment(env)) throw new HttpError(404, 'INVALIID_ENV', `Environment not found: "${env}"`);
    const asked = `/${segments.join('/')}`;
    const match = matchRoute(options.definitionsOf(env), asked);
    if (!match) throw new HttpError(404, 'INVALID_PATH', `no function of "${env}" has a route for ${asked}`);
    const { definition, path, auth } = match;
    const clientIp = request.socket.remoteAddress?.replace(/^::ffff:/, '');
    const user = auth ? await userOf(env, request.headers.authorization) : undefined;
    const caller: Caller = { ...user, source: '', trigger: 'http', clientIp };
    if (definition.type === 'HTTP') {
      const target = path + url.search;
      return options.invoker.serve(env, definition.name, { request, response, target }, caller);
    }
    const body = await readBody(request, BODY_LIMIT);
    const event = httpEvent(request, { env, requestId, path, query: url.searchParams, body });
    const { json } = await options.invoker.invoke(env, definition.name, event, caller, { headers: request.headers });
    send(exchange, requestId, httpAnswer(JSON.parse(json)));
  }

  async function userOf(env: string, authorization: string | undefined) {
    if (authorization === undefined) throw new HttpError(401, 'MISSING_CREDENTIALS', 'this route wants Authorization');
    const user = await options.authenticate?.(env, authorization);
    if (!user) throw new HttpError(401, 'INVALID_CREDENTIALS', 'the Authorization header proves no user');
    return user;
  }

  return {
    method: '*',
    path: DOOR,
    async handle(exchange) {
      const requestId = randomUUID();
      if (allowListedOrigin(exchange, options.allowOrigins ?? [])) return;
      await serve(exchange, requestId).catch((error) => sendHttpFailure(exchange.response, error, requestId));
    },
  };
}

function send({ request, response }: Exchange, requestId: string, { status, headers, body }: HttpAnswer): void {
  try {
    const length = status === 204 || status === 304 ? {} : { 'content-length': body.length };
    response.writeHead(status, { ...headers, ...length, 'x-cloudbase-request-id': requestId });
  } catch (error) {
    throw new HttpError(502, 'FUNCTIONS_EXECUTE_FAIL', `the function answered an invalid header: ${error}`);
  }
  response.end(request.method === 'HEAD' ? undefined : body);
}
