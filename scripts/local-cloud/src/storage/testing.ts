import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Busboy } from '@fastify/busboy';
import { type AdminAction, RawAnswer } from '../kernel/admin.js';
import { createClock } from '../kernel/clock.js';
import { CloudError } from '../kernel/cloud-error.js';
import { HttpError, type Route, readBody, sendJson } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { KEEP_ALIVE_MS } from '../server/server.js';

/** What the SDKs want to find in the environment of a function. */
export const SDK_ENVIRONMENT = {
  TENCENTCLOUD_SECRETID: 'x',
  TENCENTCLOUD_SECRETKEY: 'y',
  TENCENTCLOUD_SESSIONTOKEN: 'z',
  TENCENTCLOUD_RUNENV: 'SCF',
  TENCENTCLOUD_REGION: 'ap-shanghai',
  SCF_NAMESPACE: 'shop',
};

/** A kernel behind a server that routes to the services under test, `/admin` included. */
export interface TestCloud {
  kernel: Kernel;
  url: string;
  logs: string[];
  serve(service: { routes: Route[]; actions?: Record<string, AdminAction> }): void;
  close(): Promise<void>;
}

/** @param dataDir to continue with the state of an earlier one */
export async function openTestCloud(dataDir = mkdtempSync(join(tmpdir(), 'local-cloud-'))): Promise<TestCloud> {
  const clock = createClock();
  const logs: string[] = [];
  const routes: Route[] = [];
  const actions: Record<string, AdminAction> = {};
  let url = '';
  const kernel: Kernel = {
    clock,
    dataDir,
    baseUrl: () => url,
    hasEnvironment: (env) => ['shop', 'farm'].includes(env),
    environments: () => ['shop', 'farm'],
    log: (line) => logs.push(line),
  };
  routes.push(adminDoor(actions));
  const server = createServer(async (request, response) => {
    const address = new URL(request.url!, url);
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
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    kernel,
    url,
    logs,
    serve(service) {
      routes.push(...service.routes);
      Object.assign(actions, service.actions);
    },
    async close() {
      clock.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function adminDoor(actions: Record<string, AdminAction>): Route {
  return {
    method: 'POST',
    path: '/admin',
    async handle({ request, response, url }) {
      const raw = await readBody(request, 50_000_000);
      const contentType = request.headers['content-type'] ?? '';
      const { body, parts } = contentType.startsWith('multipart/')
        ? await readForm(raw, contentType)
        : { body: JSON.parse(raw.toString()) as Record<string, unknown>, parts: new Map<string, Buffer>() };
      const env = String(body.envName || url.searchParams.get('env') || 'shop');
      const action = String(body.action);
      try {
        const run = actions[action];
        if (!run) throw new CloudError('INVALID_PARAM', `unknown action ${action}`);
        const answer = await run({ env, action, body, parts, headers: request.headers });
        if (answer instanceof RawAnswer) {
          response.writeHead(200, { 'content-type': answer.contentType }).end(answer.bytes);
        } else sendJson(response, 200, { requestId: 'r', ...answer });
      } catch (error) {
        const code = error instanceof CloudError ? error.code : 'SYS_ERR';
        sendJson(response, 200, { code, message: (error as Error).message, requestId: 'r' });
      }
    },
  };
}

function readForm(raw: Buffer, contentType: string) {
  const body: Record<string, unknown> = {};
  const parts = new Map<string, Buffer>();
  return new Promise<{ body: Record<string, unknown>; parts: Map<string, Buffer> }>((resolve, reject) => {
    const form = new Busboy({ headers: { 'content-type': contentType } });
    form.on('field', (name, value) => {
      body[name] = value;
    });
    form.on('file', (name, stream) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => parts.set(name, Buffer.concat(chunks)));
    });
    form.on('finish', () => resolve({ body, parts }));
    form.on('error', reject);
    form.end(raw);
  });
}

const matches = (path: string, pathname: string) =>
  path.endsWith('/') ? pathname.startsWith(path) : pathname === path;
