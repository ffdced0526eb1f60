import { randomUUID } from 'node:crypto';
import type { FunctionDefinition } from '../functions/definition.js';
import type { Invoker } from '../functions/invoker.js';
import type { Caller } from '../kernel/admin.js';
import { guard } from '../kernel/guard.js';
import { type Exchange, HttpError, type Route, readBody } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { type HttpAnswer, httpAnswer } from './answer.js';
import { httpEvent } from './event.js';
import { sendHttpFailure } from './failure.js';
import { matchRoute } from './routing.js';

export interface HttpAccessOptions {
  invoker: Invoker;
  definitionsOf(env: string): FunctionDefinition[];
  /** Origins whose pages may call, as the platform's 安全来源. */
  allowOrigins?: readonly string[];
}

const DOOR = '/__http/';
const BODY_LIMIT = 6 * 1024 * 1024;

/** `ANY /__http/<env>/<path>`: the HTTP access service. There is no user behind such a request. */
export function createHttpAccess(kernel: Kernel, options: HttpAccessOptions): Route {
  async function serve(exchange: Exchange, requestId: string): Promise<void> {
    const { request, response, url } = exchange;
    const [env = '', ...segments] = url.pathname.slice(DOOR.length).split('/');
    if (!kernel.hasEnvironment(env)) throw new HttpError(404, 'INVALIID_ENV', `Environment not found: "${env}"`);
    const asked = `/${segments.join('/')}`;
    const match = matchRoute(options.definitionsOf(env), asked);
    if (!match) throw new HttpError(404, 'INVALID_PATH', `no function of "${env}" has a route for ${asked}`);
    const { definition, path } = match;
    const clientIp = request.socket.remoteAddress?.replace(/^::ffff:/, '');
    const caller: Caller = { source: '', trigger: 'http', clientIp };
    if (definition.type === 'HTTP') {
      const target = path + url.search;
      return options.invoker.serve(env, definition.name, { request, response, target }, caller);
    }
    const body = await readBody(request, BODY_LIMIT);
    const event = httpEvent(request, { env, requestId, path, query: url.searchParams, body });
    const { json } = await options.invoker.invoke(env, definition.name, event, caller);
    send(exchange, requestId, httpAnswer(JSON.parse(json)));
  }

  return {
    method: '*',
    path: DOOR,
    async handle(exchange) {
      const requestId = randomUUID();
      guard(exchange.request, kernel.baseUrl(), options);
      await serve(exchange, requestId).catch((error) => sendHttpFailure(exchange.response, error, requestId));
    },
  };
}

function send({ request, response }: Exchange, requestId: string, { status, headers, body }: HttpAnswer): void {
  try {
    response.writeHead(status, { ...headers, 'content-length': body.length, 'x-cloudbase-request-id': requestId });
  } catch (error) {
    throw new HttpError(502, 'FUNCTIONS_EXECUTE_FAIL', `the function answered an invalid header: ${error}`);
  }
  response.end(request.method === 'HEAD' ? undefined : body);
}
