import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildFunctionRuntime } from '../../build.mjs';
import { startLocalCloud } from '../cloud.js';
import { FUNCTION_DEFAULTS, type FunctionDefinition } from '../functions/index.js';

const dist = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../dist');

/** A whole local cloud with the environments `shop` and `farm`, and the console's API as a page uses it. */
export async function openConsole() {
  if (!existsSync(path.join(dist, 'function-runtime.cjs'))) await buildFunctionRuntime();
  const code = mkdtempSync(path.join(tmpdir(), 'console-functions-'));
  const printed: string[] = [];
  const cloud = await startLocalCloud({ port: 0, environments: ['shop', 'farm'], log: (line) => printed.push(line) });

  async function request(method: string, at: string, body?: object, headers: Record<string, string> = {}) {
    const response = await fetch(`${cloud.url}${at}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    return { status: response.status, body: (await response.json()) as never };
  }
  const whole = async <T>(answer: Promise<{ status: number; body: never }>): Promise<T> => {
    const { status, body } = await answer;
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body as T;
  };

  return {
    cloud,
    printed,
    request,
    get: <T>(at: string) => whole<T>(request('GET', `/__console/${at}`)),
    post: <T>(at: string, body: object) => whole<T>(request('POST', `/__console/${at}`, body)),
    /** Deploys source text as a function of `shop`; an HTTP function is started with `node index.js`. */
    async deploy(name: string, source: string, extra: Partial<FunctionDefinition> = {}) {
      const dir = mkdtempSync(path.join(code, `${name}-`));
      writeFileSync(path.join(dir, 'index.js'), source);
      writeFileSync(path.join(dir, 'scf_bootstrap'), '#!/bin/bash\nexec node index.js\n', { mode: 0o755 });
      await cloud.functions.deploy('shop', { ...FUNCTION_DEFAULTS, name, dir, ...extra } as FunctionDefinition);
    },
    /** Calls a function of `shop` as a mini-program does. */
    call: (name: string, data: object = {}, openid = 'o_lin') =>
      request('POST', '/__cloud/callFunction', { env: 'shop', name, data }, { 'x-dev-openid': openid }),
    async close() {
      await cloud.close();
      rmSync(code, { recursive: true, force: true });
    },
  };
}

export type Console = Awaited<ReturnType<typeof openConsole>>;
