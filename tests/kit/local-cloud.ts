import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { newKeys } from '../../scripts/lib/environment-keys.js';
import { noteConfidential } from './confidential.js';
import { packedStart } from './packed-start.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** A local cloud in a process of its own, started as a developer starts it. */
export interface RunningCloud {
  url: string;
  /** What it printed. */
  output: string[];
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: object, headers?: Record<string, string>): Promise<T>;
  remove(path: string): Promise<void>;
  /** Pulls the plug. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

interface StartOptions {
  /** Where state is kept; when absent nothing is. */
  dataDir?: string;
  /** Begin with an empty shop. */
  bare?: boolean;
}

/** Starts `npm start` on a free port, without building; the test run has built everything once. */
export async function startCloud({ dataDir, bare = false }: StartOptions = {}): Promise<RunningCloud> {
  const args = [await packedStart(), '--built', ...(dataDir ? [] : ['--ephemeral']), ...(bare ? ['--bare'] : [])];
  // The test knows the keys of its clouds, and so can sign for them.
  process.env.YUNSHU_KEYS ??= newKeys();
  noteConfidential(...process.env.YUNSHU_KEYS.split(',').map((key) => key.slice(key.indexOf(':') + 1)));
  const env = { ...process.env, PORT: '0', ...(dataDir && { YUNSHU_DATA: dataDir }) };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: string[] = [];
  const url = await readyUrl(child, output);

  const request = async (method: string, at: string, body?: object, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}${at}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${at}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };

  return {
    url,
    output,
    get: (at) => request('GET', at),
    post: (at, body, headers) => request('POST', at, body, headers),
    remove: (at) => request('DELETE', at),
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
  };
}

function readyUrl(child: ChildProcess, output: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const seen = (line: string) => {
      output.push(line);
      const url = /^ready .*?(http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1];
      if (url) resolve(url);
    };
    createInterface(child.stdout!).on('line', seen);
    createInterface(child.stderr!).on('line', seen);
    child.once('exit', (code) => reject(new Error(`the local cloud ended with ${code}:\n${output.join('\n')}`)));
  });
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}
