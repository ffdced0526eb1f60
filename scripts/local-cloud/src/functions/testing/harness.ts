import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildFunctionRuntime } from '../../../build.mjs';
import { createClock } from '../../kernel/clock.js';
import { CloudError } from '../../kernel/cloud-error.js';
import { guard } from '../../kernel/guard.js';
import { HttpError, type Route, readJson, sendJson } from '../../kernel/http.js';
import type { Kernel } from '../../kernel/kernel.js';
import { KEEP_ALIVE_MS } from '../../server/server.js';
import { createFunctionsService, FUNCTION_DEFAULTS, type FunctionDefinition, type FunctionsOptions } from '../index.js';

const BOOTSTRAP = '#!/bin/bash\n/var/lang/node20/bin/node index.js\n';

/** The functions service behind a real HTTP server, with the admin door that its functions' SDKs call. */
export async function startFunctions(options: FunctionsOptions = {}) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'functions-'));
  const clock = createClock();
  const logs: string[] = [];
  let port = 0;
  const kernel: Kernel = {
    clock,
    dataDir: folder,
    baseUrl: () => `http://127.0.0.1:${port}`,
    hasEnvironment: (env) => env === 'demo' || env === 'other',
    environments: () => ['demo', 'other'],
    log: (line) => logs.push(line),
  };
  await buildFunctionRuntime(folder);
  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '/', kernel.baseUrl());
    const route = routes.find((one) =>
      one.path.endsWith('/') ? url.pathname.startsWith(one.path) : url.pathname === one.path,
    );
    const answer = async () => {
      guard(request, kernel.baseUrl(), options);
      await route!.handle({ request, response, url });
    };
    answer().catch((error) => {
      const status = error instanceof HttpError ? error.status : 500;
      if (response.headersSent) response.destroy();
      else sendJson(response, status, { code: error.code, message: String(error.message) });
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  const service = createFunctionsService(kernel, { runtimeDir: folder, ...options });
  /** What the functions called, in order. */
  const adminCalls: { action: string; env: string; name?: string; host?: string }[] = [];

  const admin: Route = {
    method: 'POST',
    path: '/admin',
    async handle({ request, response, url }) {
      const body = await readJson(request, 1e7);
      const invocation = service.invocationOf(String(body.sessionToken || body.wxCloudApiToken || ''));
      const action = String(body.action);
      const env = String(body.envName || url.searchParams.get('env') || invocation?.env);
      adminCalls.push({
        action,
        env,
        name: invocation?.functionName,
        host: request.headers['x-local-cloud-host'] as string,
      });
      invocation?.count(action, 10, 20);
      try {
        const run = service.actions[action];
        if (!run) throw new CloudError('INVALID_PARAM', `unknown action ${action}`);
        const answer = await run({ env, action, body, parts: new Map(), headers: request.headers, invocation });
        sendJson(response, 200, { requestId: 'r', ...answer });
      } catch (error) {
        const { code, message } = error as CloudError;
        sendJson(response, 200, { code, message, requestId: 'r' });
      }
    },
  };
  const echo: Route = {
    method: '*',
    path: '/',
    handle: ({ request, response, url }) =>
      sendJson(response, 200, { path: url.pathname + url.search, method: request.method, headers: request.headers }),
  };
  const routes = [admin, ...service.routes, echo];

  let made = 0;
  return {
    service,
    clock,
    kernel,
    logs,
    adminCalls,
    baseUrl: kernel.baseUrl(),
    /** Deploys CommonJS source text; `file` may name another module than index.js. */
    async deploy(name: string, source: string, extra: Partial<FunctionDefinition> = {}, env = 'demo'): Promise<string> {
      const dir = extra.dir ?? (await mkdtemp(path.join(folder, `${name}-${made++}-`)));
      await writeFile(path.join(dir, 'index.js'), source);
      await service.deploy(env, { ...FUNCTION_DEFAULTS, name, dir, ...extra } as FunctionDefinition);
      return dir;
    },
    /** Deploys source text with what it requires bundled in, as a build for CloudBase does. */
    async deployBundled(name: string, source: string, extra: Partial<FunctionDefinition> = {}): Promise<string> {
      const stdin = { contents: source, resolveDir: path.dirname(fileURLToPath(import.meta.url)) };
      const built = await build({ stdin, bundle: true, platform: 'node', format: 'cjs', write: false });
      return this.deploy(name, built.outputFiles[0]!.text, extra);
    },
    /** Deploys a web server that `scf_bootstrap` starts with the platform's Node. */
    async deployHttp(name: string, source: string, extra: Partial<FunctionDefinition> = {}, script = BOOTSTRAP) {
      const dir = extra.dir ?? (await mkdtemp(path.join(folder, `${name}-${made++}-`)));
      await writeFile(path.join(dir, 'scf_bootstrap'), script, { mode: 0o755 });
      return this.deploy(name, source, { timeoutSeconds: 20, ...extra, dir, type: 'HTTP' });
    },
    async invoke(name: string, event: unknown = {}, caller: Parameters<typeof service.invoke>[3] = { source: '' }) {
      const { json } = await service.invoke('demo', name, event, caller);
      return JSON.parse(json);
    },
    async callFunction(body: unknown, headers: Record<string, string> = {}) {
      const response = await fetch(`${kernel.baseUrl()}/__cloud/callFunction`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    async close() {
      await service.close();
      clock.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type Harness = Awaited<ReturnType<typeof startFunctions>>;
