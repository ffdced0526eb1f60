import { once } from 'node:events';
import http from 'node:http';
import { errorTable } from '../contracts/errors.js';
import type { HttpDoor } from '../contracts/http-door.js';
import { type CallContext, context, within } from './context.js';
import { Failure } from './failure.js';
import { concludeCall } from './observe.js';
import { toFailure } from './pipeline/funnel.js';
import { newCall, userIdOf } from './pipeline/platform.js';
import { readTraceparent } from './trace.js';

/** The port on which the platform looks for an HTTP function's server. */
const PORT = 9000;

/** One answer that is sent in pieces, as server-sent events. */
export interface EventStream {
  query: URLSearchParams;
  /** The id of the last event that the reader has, when it comes again after its connection broke. */
  lastEventId: string | undefined;
  /** Whether nobody reads any more. */
  readonly closed: boolean;
  /** Sends one event, and waits while the reader is slower than the writer. */
  send(event: { id?: string; event: string; data: unknown }): Promise<void>;
}

/** Who may read, and from which pages. */
export interface StreamGate {
  /** @throws Failure when something that should prove who reads proves nothing */
  readerOf(request: http.IncomingMessage): Promise<Pick<CallContext, 'actor' | 'door'>>;
  /** Headers of every answer. The question that a browser asks first is answered by them alone. */
  headersFor(request: http.IncomingMessage): Readonly<Record<string, string>>;
}

/** Believes the headers that the platform sets for mini-program users: nobody else may have a way to the function. */
const wechatGate: StreamGate = {
  async readerOf({ headers }) {
    const [openid, appid] = [headers['x-wx-openid'], headers['x-wx-appid']];
    if (typeof openid !== 'string' || typeof appid !== 'string') return { actor: { kind: 'guest' }, door: 'http' };
    const userId = userIdOf(appid, openid);
    return { actor: { kind: 'member', userId, openid, appid, door: 'wechat' }, door: 'wechat' };
  },
  headersFor: () => ({ 'cache-control': 'no-store' }),
};

/**
 * Starts the web server of an HTTP function: each GET is answered by a stream of events, to whom the gate lets in. A failure before the
 * first event is answered with its status.
 *
 * The platform gives such a function no credentials: `YUNSHU_CLOUD_SECRET_ID` and `YUNSHU_CLOUD_SECRET_KEY` are its own.
 */
export function serveStream(
  door: HttpDoor,
  useCase: (stream: EventStream) => Promise<void>,
  gate: StreamGate = wechatGate,
): http.Server {
  Object.assign(process.env, {
    TENCENTCLOUD_SECRETID: process.env.YUNSHU_CLOUD_SECRET_ID,
    TENCENTCLOUD_SECRETKEY: process.env.YUNSHU_CLOUD_SECRET_KEY,
  });
  const server = http.createServer((request, response) => {
    const call = Object.assign(newCall(door.name, {}), tracing(request));
    for (const [name, value] of Object.entries(gate.headersFor(request))) response.setHeader(name, value);
    if (request.method === 'OPTIONS') return response.writeHead(204).end();
    return void within(call, () => answer(request, response, useCase, gate));
  });
  return server.listen(PORT, '0.0.0.0');
}

async function answer(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  useCase: (stream: EventStream) => Promise<void>,
  gate: StreamGate,
): Promise<void> {
  let failure: Failure | undefined;
  try {
    if (request.method !== 'GET') throw new Failure('INVALID_INPUT', { message: '只接受 GET 请求' });
    Object.assign(context(), await gate.readerOf(request));
    await useCase(streamOf(request, response));
  } catch (thrown) {
    failure = toFailure(thrown);
    if (!response.headersSent) refuse(response, failure);
  }
  response.end();
  await concludeCall(failure, { status: response.statusCode });
}

function refuse(response: http.ServerResponse, { code, message, retryAfterMs }: Failure): void {
  response.writeHead(errorTable[code].status, {
    'content-type': 'application/json; charset=utf-8',
    ...(retryAfterMs !== undefined && { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }),
  });
  response.write(JSON.stringify({ code, message }));
}

function streamOf(request: http.IncomingMessage, response: http.ServerResponse): EventStream {
  const lastEventId = request.headers['last-event-id'];
  return {
    query: new URL(request.url ?? '/', 'http://function').searchParams,
    lastEventId: typeof lastEventId === 'string' ? lastEventId : undefined,
    get closed() {
      return response.closed || response.destroyed;
    },
    async send({ id, event, data }) {
      if (!response.headersSent) {
        response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
      }
      const lines = [...(id === undefined ? [] : [`id: ${id}`]), `event: ${event}`, `data: ${JSON.stringify(data)}`];
      if (response.write(`${lines.join('\n')}\n\n`) || response.closed) return;
      await Promise.race([once(response, 'drain'), once(response, 'close')]);
    },
  };
}

function tracing({ headers }: http.IncomingMessage): { traceId?: string } {
  const traceId = typeof headers.traceparent === 'string' ? readTraceparent(headers.traceparent) : undefined;
  return traceId ? { traceId } : {};
}
