import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Faults } from '../hub/faults.js';
import type { InvocationHandle } from '../kernel/admin.js';
import { CloudError } from '../kernel/cloud-error.js';
import { guard } from '../kernel/guard.js';
import { type Exchange, HttpError, type Route, sendJson } from '../kernel/http.js';
import { machineFault } from '../kernel/machine-fault.js';
import { HOST_HEADER, pathFor, SESSION_HEADER } from './hosts.js';
import { createRouter, type Router } from './router.js';

interface ServerOptions {
  routes: readonly Route[];
  baseUrl(): string;
  faults: Faults;
  invocationOf(sessionToken: string): InvocationHandle | undefined;
  /** Addresses of pages, which links on other sites may lead to. */
  isPage?(pathname: string): boolean;
  /** Why nothing is answered at the moment, if so. */
  closed?(): string | undefined;
  log(line: string): void;
}

/** SDKs keep sockets for almost five seconds; closing them first would break a request on its way. */
export const KEEP_ALIVE_MS = 30_000;

/** The one HTTP server: finds the door for each request, and answers every failure with what went wrong. */
export function createLocalServer(options: ServerOptions): Server {
  const router = createRouter(options.routes);
  const server = createServer((request, response) => {
    respond(request, response, router, options).catch((error: unknown) => sendFailure(response, error, options));
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return server;
}

/** Listens on the loopback address alone. @returns the port */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  router: Router,
  options: ServerOptions,
): Promise<void> {
  const url = parseUrl(request);
  const meant = request.headers[HOST_HEADER] ?? hostOfProxied(request, options);
  const closed = options.closed?.();
  if (closed !== undefined) throw new HttpError(503, 'CLOSED', closed);
  const allowHost = (host: string) => pathFor(host, '/') !== undefined;
  guard(request, options.baseUrl(), {
    allowHost,
    allowOrigins: originsOf(request, options),
    isPage: (at) => options.isPage?.(typeof meant === 'string' ? (pathFor(meant, at) ?? at) : at) === true,
  });
  if (typeof meant !== 'string') return handle({ request, response, url }, router);

  const path = pathFor(meant, url.pathname);
  if (path === undefined) throw new HttpError(501, 'NOT_SIMULATED', `the local cloud does not stand in for ${meant}`);
  url.pathname = path;
  if (path === '/admin') return handle({ request, response, url }, router);
  return asCloudCall(meant, { request, response, url }, router, options);
}

/** A service that is reached by its own host counts as a cloud call of the function that reaches for it. */
async function asCloudCall(host: string, exchange: Exchange, router: Router, options: ServerOptions): Promise<void> {
  const { request, response, url } = exchange;
  const invocation = options.invocationOf(String(request.headers[SESSION_HEADER] ?? ''));
  const action = `${host} ${request.method} ${url.pathname}`;
  const call = { env: invocation?.env ?? '', action, ...(invocation && { invocation }) };
  await options.faults.around(call, async (unanswered) => {
    if (unanswered) silence(response);
    await handle(exchange, router);
    invocation?.count(action, Number(request.headers['content-length'] ?? 0), 0);
  });
}

/** The work is done and nobody hears of it. */
function silence(response: ServerResponse): void {
  const nothing = () => response;
  Object.assign(response, { writeHead: nothing, write: () => true, end: nothing });
}

async function handle(exchange: Exchange, router: Router): Promise<void> {
  const { request, url } = exchange;
  const route = router.find(request.method ?? 'GET', url.pathname);
  if (route) return route.handle(exchange);
  if (router.knows(url.pathname)) {
    throw new HttpError(405, 'METHOD_NOT_ALLOWED', `${request.method} is not served at ${url.pathname}`);
  }
  throw new HttpError(404, 'NOT_FOUND', `nothing is served at ${url.pathname}`);
}

function parseUrl(request: IncomingMessage): URL {
  try {
    return new URL(request.url ?? '/', 'http://localhost');
  } catch {
    throw new HttpError(400, 'INVALID_PATH', 'the address cannot be read');
  }
}

/**
 * A client that uses the local cloud as its HTTP proxy sends whole addresses; one that came through a tunnel speaks TLS
 * to the host that it means.
 */
function hostOfProxied(request: IncomingMessage, { baseUrl }: ServerOptions): string | undefined {
  if (request.socket instanceof TLSSocket) return request.headers.host?.replace(/:\d+$/, '');
  if (!request.url?.startsWith('http://')) return undefined;
  const { host, hostname } = new URL(request.url);
  return host === new URL(baseUrl()).host ? undefined : hostname;
}

/**
 * Pages of the platform's hosts may call where the local cloud is the browser's proxy: it has served them itself, and what
 * they may do is for the service behind the host to say.
 */
function originsOf(request: IncomingMessage, options: ServerOptions): string[] {
  const { origin } = request.headers;
  if (origin === undefined || !URL.canParse(origin) || hostOfProxied(request, options) === undefined) return [];
  return pathFor(new URL(origin).hostname, '/') === undefined ? [] : [origin];
}

function sendFailure(response: ServerResponse, error: unknown, { log }: ServerOptions): void {
  const known = error instanceof HttpError || error instanceof CloudError;
  if (!known) log(`http: ${error instanceof Error ? error.stack : String(error)}`);
  if (response.headersSent || response.destroyed) return void response.destroy();
  const status = error instanceof HttpError ? error.status : error instanceof CloudError ? 400 : 500;
  const [code, message] = known
    ? [error.code, error.message]
    : ['INTERNAL', machineFault(error) ?? 'the local cloud failed; see its log'];
  sendJson(response, status, { code, message });
}
