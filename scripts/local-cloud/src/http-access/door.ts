import { randomUUID } from 'node:crypto';
import type { FunctionDefinition } from '../functions/definition.js';
import type { Invoke } from '../functions/service.js';
import { CloudError } from '../kernel/cloud-error.js';
import { guard } from '../kernel/guard.js';
import { type Exchange, HttpError, type Route, readBody, sendJson } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { type HttpAnswer, httpAnswer } from './answer.js';
import { httpEvent } from './event.js';
import { matchRoute } from './routing.js';

export interface HttpAccessOptions {
  invoke: Invoke;
  definitionsOf(env: string): FunctionDefinition[];
  /** Origins whose pages may call, as the platform's 安全来源. */
  allowOrigins?: readonly string[];
}

const DOOR = '/__http/';
const BODY_LIMIT = 6 * 1024 * 1024;

/** `ANY /__http/<env>/<path>`: the HTTP access service. There is no user behind such a request. */
export function createHttpAccess(kernel: Kernel, options: HttpAccessOptions): Route {
  async function serve(exchange: Exchange, requestId: string): Promise<HttpAnswer> {
    const { request, url } = exchange;
    const [env = '', ...segments] = url.pathname.slice(DOOR.length).split('/');
    if (!kernel.hasEnvironment(env)) throw new HttpError(404, 'INVALIID_ENV', `Environment not found: "${env}"`);
    const asked = `/${segments.join('/')}`;
    const match = matchRoute(options.definitionsOf(env), asked);
    if (!match) throw new HttpError(404, 'INVALID_PATH', `no function of "${env}" has a route for ${asked}`);
    const body = await readBody(request, BODY_LIMIT);
    const event = httpEvent(request, { env, requestId, path: match.path, query: url.searchParams, body });
    const clientIp = request.socket.remoteAddress?.replace(/^::ffff:/, '');
    const { json } = await options.invoke(env, match.definition.name, event, { source: '', trigger: 'http', clientIp });
    return httpAnswer(JSON.parse(json));
  }

  return {
    method: '*',
    path: DOOR,
    async handle(exchange) {
      const requestId = randomUUID();
      guard(exchange.request, kernel.baseUrl(), options);
      try {
        send(exchange, requestId, await serve(exchange, requestId));
      } catch (error) {
        const failure = asHttpError(error);
        if (!failure) throw error;
        sendJson(exchange.response, failure.status, { code: failure.code, message: failure.message, requestId });
      }
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

function asHttpError(error: unknown): HttpError | undefined {
  if (error instanceof HttpError) return error;
  if (!(error instanceof CloudError)) return undefined;
  const status = STATUS[error.code] ?? 500;
  return new HttpError(status, error.code, error.message);
}

const STATUS: Partial<Record<CloudError['code'], number>> = {
  FUNCTION_NOT_FOUND: 404,
  EXCEED_REQUEST_SIZE_LIMIT: 413,
  EXCEED_CONCURRENT_REQUEST_LIMIT: 429,
  FUNCTIONS_TIME_LIMIT_EXCEEDED: 504,
};
