import http, { type ClientRequest, type RequestOptions } from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import process from 'node:process';
import { HostRefusedError, hostRule } from './hosts.js';

export interface NetworkOptions {
  /** The local cloud, for example `http://127.0.0.1:7100`. */
  baseUrl: string;
  allowHosts: readonly string[];
}

/** Says which host a redirected request was meant for. */
export const HOST_HEADER = 'x-local-cloud-host';
/** Says which invocation made it. */
export const SESSION_HEADER = 'x-local-cloud-session';

const sessionToken = () => process.env.TENCENTCLOUD_SESSIONTOKEN ?? '';

/**
 * Sends calls to Tencent's and WeChat's hosts to the local cloud, path kept, and refuses the ones it cannot answer.
 * Touches Node's own http, https, fetch and sockets only, never a file of an SDK.
 */
export function guardNetwork(options: NetworkOptions): void {
  const local = new URL(options.baseUrl);
  const realRequest = http.request;

  function wrap(module: typeof http | typeof https, protocol: string): void {
    const original = module.request as (...args: unknown[]) => ClientRequest;
    const request = (...args: unknown[]) => {
      const call = parseCall(args, protocol);
      if (hostRule(call.hostname, options.allowHosts) !== 'redirect') return original.apply(module, args);
      return realRequest(redirected(call, local), call.callback);
    };
    module.request = request as typeof module.request;
    module.get = ((...args: unknown[]) => {
      const sent = request(...args);
      sent.end();
      return sent;
    }) as typeof module.get;
  }

  wrap(http, 'http:');
  wrap(https, 'https:');
  wrapFetch(local, options.allowHosts);
  refuseSockets(options.allowHosts);
  syncBuiltinESMExports();
}

interface Call {
  hostname: string;
  path: string;
  options: RequestOptions;
  callback?: (response: http.IncomingMessage) => void;
}

/** The three shapes that `http.request` takes: (url, options?, callback?) and (options, callback?). */
function parseCall(args: unknown[], protocol: string): Call {
  const callback = args.find((arg) => typeof arg === 'function') as Call['callback'];
  const first = args[0];
  const second = typeof args[1] === 'object' && args[1] !== null ? (args[1] as RequestOptions) : {};
  if (typeof first === 'string' || first instanceof URL) {
    const url = new URL(first);
    const options = { ...(url.username ? { auth: `${url.username}:${url.password}` } : {}), ...second };
    return { hostname: url.hostname, path: second.path ?? url.pathname + url.search, options, callback };
  }
  const options = (first ?? {}) as RequestOptions;
  const host = options.hostname ?? (options.host ?? 'localhost').replace(/:\d+$/, '');
  return { hostname: host, path: options.path ?? '/', options: { protocol, ...options }, callback };
}

function redirected({ hostname, path, options }: Call, local: URL): RequestOptions {
  const { agent: _agent, socketPath: _socket, port: _port, host: _host, auth, ...rest } = options;
  const given = options.headers ?? {};
  const headers: http.OutgoingHttpHeaders = Array.isArray(given) ? pairs(given) : { ...(given as object) };
  for (const key of Object.keys(headers)) if (key.toLowerCase() === 'host') delete headers[key];
  return {
    ...rest,
    ...(auth ? { auth } : {}),
    protocol: 'http:',
    hostname: local.hostname,
    port: local.port,
    path,
    headers: { ...headers, host: local.host, [HOST_HEADER]: hostname, [SESSION_HEADER]: sessionToken() },
    agent: http.globalAgent,
  };
}

function pairs(flat: readonly string[]): http.OutgoingHttpHeaders {
  const headers: http.OutgoingHttpHeaders = {};
  for (let i = 0; i + 1 < flat.length; i += 2) headers[flat[i]!] = flat[i + 1]!;
  return headers;
}

function wrapFetch(local: URL, allowHosts: readonly string[]): void {
  const realFetch = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const target = new URL(input instanceof Request ? input.url : input);
    if (hostRule(target.hostname, allowHosts) !== 'redirect') return realFetch(input, init);
    const meant = new Request(input, init);
    const headers = new Headers(meant.headers);
    headers.set(HOST_HEADER, target.hostname);
    headers.set(SESSION_HEADER, sessionToken());
    const address = new URL(target.pathname + target.search, local);
    const body = meant.body ? { body: meant.body, duplex: 'half' as const } : {};
    return realFetch(address, {
      method: meant.method,
      headers,
      signal: meant.signal,
      redirect: meant.redirect,
      ...body,
    });
  };
}

/** Every TCP connection of Node passes here, whatever library opens it. */
function refuseSockets(allowHosts: readonly string[]): void {
  const connect = net.Socket.prototype.connect as (...args: unknown[]) => net.Socket;
  net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
    const host = hostOf(args);
    if (host === undefined || hostRule(host, allowHosts) === 'pass') return connect.apply(this, args);
    process.nextTick(() => this.destroy(new HostRefusedError(host)));
    return this;
  } as typeof net.Socket.prototype.connect;
}

function hostOf(args: unknown[]): string | undefined {
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first === 'object' && first !== null) return (first as { host?: string }).host;
  return typeof args[1] === 'string' ? args[1] : undefined;
}
