import { type ChildProcess, spawn } from 'node:child_process';
import net from 'node:net';
import os from 'node:os';
import type { Kernel } from '../../kernel/kernel.js';
import type { FunctionDefinition } from '../definition.js';
import type { Reaper } from '../reaper.js';
import { readBootstrap } from './bootstrap.js';

const CONNECT_EVERY_MS = 15;

export interface ServerProcess {
  child: ChildProcess;
  port: number;
}

export interface ServerProcessOptions {
  env: string;
  definition: FunctionDefinition;
  kernel: Kernel;
  allowHosts: readonly string[];
  /** The bundled preload that puts port 9000 elsewhere. */
  guardFile: string;
  reaper: Reaper;
}

/** Starts the web server of an HTTP function, on a free port in place of 9000. It gets no credentials. */
export async function startServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  const { env, definition, kernel, guardFile, reaper } = options;
  const { interpreter, script } = readBootstrap(definition.dir);
  const port = await freePort();
  const baseUrl = kernel.baseUrl();
  const child = spawn(interpreter, ['-c', script, 'scf_bootstrap'], {
    cwd: definition.dir,
    env: {
      PATH: process.env.PATH,
      TZ: 'UTC',
      HOME: os.tmpdir(),
      ...definition.env,
      TENCENTCLOUD_RUNENV: 'SCF',
      TENCENTCLOUD_REGION: 'ap-shanghai',
      SCF_NAMESPACE: env,
      TCB_ENV: env,
      TCB_CONTEXT_KEYS: 'TCB_ENV',
      TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${baseUrl}/admin` }),
      NODE_OPTIONS: `--require ${JSON.stringify(guardFile)} --max-old-space-size=${definition.memoryMb}`,
      LOCAL_CLOUD_GUARD: guardFile,
      LOCAL_CLOUD_URL: baseUrl,
      LOCAL_CLOUD_PORT: String(port),
      LOCAL_CLOUD_ALLOW_HOSTS: options.allowHosts.join(','),
      LOCAL_CLOUD_CLOCK_OFFSET: String(new Float64Array(kernel.clock.offset)[0]),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  reaper.watch(child);
  child.unref();
  return { child, port };
}

/** Resolves once something listens. */
export async function waitForPort(port: number, stopped: () => boolean): Promise<void> {
  while (!stopped() && !(await canConnect(port))) {
    await new Promise((resolve) => setTimeout(resolve, CONNECT_EVERY_MS));
  }
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
