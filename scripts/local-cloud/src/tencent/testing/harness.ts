import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildFunctionRuntime } from '../../../build.mjs';
import { createAdminDoor } from '../../admin/door.js';
import { createDatabaseService } from '../../database/index.js';
import { createFunctionsService } from '../../functions/index.js';
import { createFaults } from '../../hub/faults.js';
import type { AdminAction } from '../../kernel/admin.js';
import { createClock } from '../../kernel/clock.js';
import type { Kernel } from '../../kernel/kernel.js';
import { createLocalServer, listen } from '../../server/server.js';
import { createStorageService } from '../../storage/index.js';
import { createTencentService } from '../index.js';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../../..');
export const temporaryFolder = (name: string) => mkdtempSync(path.join(os.tmpdir(), `${name}-`));

export interface TestCloud {
  url: string;
  dataDir: string;
  kernel: Kernel;
  functions: ReturnType<typeof createFunctionsService>;
  database: ReturnType<typeof createDatabaseService>;
  logs: string[];
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: object): Promise<T>;
  close(): Promise<void>;
}

/** The local cloud as far as this service and those that it stands on go, with one environment, `demo`. */
export async function startTestCloud(dataDir: string): Promise<TestCloud> {
  const logs: string[] = [];
  const clock = createClock();
  let url = '';
  const kernel: Kernel = {
    clock,
    dataDir,
    baseUrl: () => url,
    hasEnvironment: (env) => env === 'demo' || env === 'other',
    environments: () => ['demo', 'other'],
    log: (line) => logs.push(line),
  };
  const runtimeDir = path.join(dataDir, 'runtime');
  if (!existsSync(runtimeDir)) await buildFunctionRuntime(runtimeDir);
  const faults = createFaults();
  const database = createDatabaseService(kernel);
  const functions = createFunctionsService(kernel, { runtimeDir });
  const storage = createStorageService(kernel);
  const tencent = createTencentService({ kernel, functions, database, storage });
  const { invocationOf } = functions;
  const actions = new Map<string, AdminAction>(
    [database, functions].flatMap((service) => Object.entries(service.actions)),
  );
  const routes = [
    createAdminDoor(kernel, { actions, invocationOf, faults, defaultEnvironment: () => 'demo' }),
    ...functions.routes,
    ...tencent.routes,
  ];
  const server = createLocalServer({ routes, baseUrl: () => url, faults, invocationOf, log: kernel.log });
  tencent.attach(server);
  url = `http://127.0.0.1:${await listen(server, 0)}`;
  await tencent.ready;
  await tencent.restore();
  const read = async <T>(response: Response): Promise<T> => {
    if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    url,
    dataDir,
    kernel,
    functions,
    database,
    logs,
    get: async (at) => read(await fetch(url + at)),
    post: async (at, body) => {
      const headers = { 'content-type': 'application/json', 'x-dev-openid': 'oALICE' };
      return read(await fetch(url + at, { method: 'POST', headers, body: JSON.stringify(body) }));
    },
    async close() {
      server.closeAllConnections();
      await tencent.close();
      await new Promise((resolve) => server.close(resolve));
      await functions.close();
      await storage.close();
      await database.close();
      clock.close();
    },
  };
}

/** What `npm install` in a function's folder would bring, taken from what this repository has installed. */
export function installFromHere(folder: string): void {
  const dependenciesOf = (at: string) =>
    Object.keys(JSON.parse(readFileSync(path.join(at, 'package.json'), 'utf8')).dependencies ?? {});
  const brought = new Set<string>();
  const bring = (name: string, from: string) => {
    const source = locate(name, from);
    if (brought.has(source)) return;
    brought.add(source);
    const code = (file: string) => !/\.(md|map|d\.ts)$/.test(file) && file !== path.join(source, 'node_modules');
    cpSync(source, path.join(folder, path.relative(root, source)), { recursive: true, filter: code });
    for (const further of dependenciesOf(source)) bring(further, source);
  };
  for (const name of dependenciesOf(folder)) bring(name, root);
  hoist(path.join(folder, 'node_modules'), brought);
}

/** wx-server-sdk requires packages that only its dependencies name; npm puts them where it finds them. */
function hoist(modules: string, packages: ReadonlySet<string>): void {
  for (const source of packages) {
    const top = path.join(modules, source.slice(source.lastIndexOf('node_modules/') + 'node_modules/'.length));
    if (!existsSync(top)) cpSync(source, top, { recursive: true });
  }
}

function locate(name: string, from: string): string {
  const paths = createRequire(path.join(from, 'package.json')).resolve.paths(`${name}/`) ?? [];
  const found = paths.map((folder) => path.join(folder, name)).find((folder) => existsSync(folder));
  if (!found) throw new Error(`${name} is not installed`);
  return found;
}

/** Runs the unmodified `tcb` CLI in a project, with the local cloud as its proxy. */
export function tcb(
  cloud: TestCloud,
  project: string,
  args: string[],
): Promise<{ code: number | null; output: string }> {
  const home = path.join(cloud.dataDir, 'home');
  mkdirSync(home, { recursive: true });
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    TMPDIR: home,
    CI: '1',
    http_proxy: cloud.url,
    https_proxy: cloud.url,
    NODE_EXTRA_CA_CERTS: path.join(cloud.dataDir, 'ca.pem'),
  };
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(root, 'node_modules/@cloudbase/cli/bin/tcb'), ...args], {
      cwd: project,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 120_000,
    });
    let output = '';
    const hear = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('close', (code) => resolve({ code, output }));
  });
}

export const removeFolder = (folder: string) => rmSync(folder, { recursive: true, force: true });
