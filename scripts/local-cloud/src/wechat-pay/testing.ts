import { mkdtempSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClock } from '../kernel/clock.js';
import { HttpError, type Route, readBody, sendJson } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { createWechatPayService, type WechatPayService } from './index.js';
import { type Authorization, lines, SCHEME, signMessage } from './signing.js';

/** A callback as a merchant received it. */
export interface Received {
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** A simulator behind a server of its own, with a merchant's receiver beside it. For tests. */
export interface Bench {
  kernel: Kernel;
  pay: WechatPayService;
  url: string;
  received: Received[];
  logs: string[];
  /** What the receiver answers; 204 unless set. */
  receiver: { status: number };
  /** A signed call, as a merchant makes it; `forge` changes parts of the authorization. */
  call(method: string, target: string, body?: unknown, forge?: Partial<Authorization>): Promise<Response>;
  /** An unsigned JSON call, as the hub and the cashier take it. */
  door(method: string, target: string, body?: unknown): Promise<{ status: number; json: Record<string, unknown> }>;
  close(): Promise<void>;
}

export const APPID = 'wx0123456789abcdef';

/** @param dataDir to continue with the state of an earlier bench */
export async function openBench(dataDir = mkdtempSync(join(tmpdir(), 'wechat-pay-'))): Promise<Bench> {
  const clock = createClock();
  const received: Received[] = [];
  const logs: string[] = [];
  const receiver = { status: 204 };
  let url = '';
  let routes: Route[] = [];
  const kernel: Kernel = {
    clock,
    dataDir,
    baseUrl: () => url,
    hasEnvironment: (env) => ['shop', 'farm'].includes(env),
    environments: () => ['shop', 'farm'],
    log: (line) => logs.push(line),
  };
  const server = createServer(async (request, response) => {
    const address = new URL(request.url!, url);
    if (address.pathname.startsWith('/__http/') || address.pathname.startsWith('/merchant/')) {
      const body = (await readBody(request, 100_000)).toString();
      received.push({ url: request.url!, headers: request.headers, body });
      response.writeHead(receiver.status).end();
      return;
    }
    const route = routes
      .filter(({ method, path }) => [request.method, '*'].includes(method) && matches(path, address.pathname))
      .sort((a, b) => b.path.length - a.path.length)[0];
    try {
      if (!route) throw new HttpError(404, 'NO_ROUTE', address.pathname);
      await route.handle({ request, response, url: address });
    } catch (error) {
      const failure = error instanceof HttpError ? error : new HttpError(500, 'BUG', (error as Error).stack ?? '');
      sendJson(response, failure.status, { code: failure.code, message: failure.message });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pay = createWechatPayService(kernel, { appidOf: () => APPID });
  routes = pay.routes;
  pay.resume();

  return {
    kernel,
    pay,
    url,
    received,
    logs,
    receiver,
    call(method, target, json, forge = {}) {
      const keys = pay.merchantOf('shop');
      const body = json === undefined ? '' : typeof json === 'string' ? json : JSON.stringify(json);
      const timestamp = String(Math.floor(clock.now() / 1000));
      const nonce = 'n0nce';
      const signature = signMessage(lines(method, target, timestamp, nonce, body), keys.merchantPrivateKey);
      const parts: Authorization = {
        mchid: keys.mchid,
        serial_no: keys.merchantSerial,
        timestamp,
        nonce_str: nonce,
        signature,
        ...forge,
      };
      const authorization = Object.entries(parts).map(([key, value]) => `${key}="${value}"`);
      return fetch(url + target, {
        method,
        headers: {
          authorization: `${SCHEME} ${authorization.join(',')}`,
          accept: 'application/json',
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body }),
      });
    },
    async door(method, target, body) {
      const response = await fetch(url + target, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
      return { status: response.status, json: (await response.json()) as Record<string, unknown> };
    },
    async close() {
      await pay.close();
      clock.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const matches = (path: string, pathname: string) =>
  path.endsWith('/') ? pathname.startsWith(path) : pathname === path;
