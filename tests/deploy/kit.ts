import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { newKeys } from '../../scripts/lib/environment-keys.js';
import { merchantVariables } from '../../scripts/lib/merchant.js';
import { startLocalCloud } from '../../scripts/local-cloud/src/cloud.js';
import { appidOf } from '../../scripts/local-cloud/src/functions/identity.js';
import { placeOf } from '../../shared/core/places.js';
import type { RunningCloud } from '../kit/local-cloud.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** The environment that tests deploy to; the local cloud's shop has it, too. */
export const ENV = 'ruizhu';

/** What a run of `npm run deploy` said, and how it ended. */
export interface Run {
  code: number | null;
  output: string;
}

/** A bare environment, and a copy of the source that a test may change. */
export type Stage = Awaited<ReturnType<typeof setStage>>;

/**
 * Starts a local cloud with an empty environment, and copies the source of the app, of which `modules` alone are kept: what is
 * tested is the deployment, and each function more costs seconds.
 */
export async function setStage(modules: readonly string[]) {
  const folder = mkdtempSync(path.join(tmpdir(), 'deploy-'));
  const source = path.join(folder, 'source');
  for (const part of [
    'shared',
    'cloudfunctions',
    'scripts/lib',
    'scripts/deploy',
    'miniprogram',
    'package.json',
    'tsconfig.json',
  ]) {
    cpSync(path.join(root, part), path.join(source, part), { recursive: true });
  }
  for (const part of ['node_modules', 'scripts/mini-preview']) {
    symlinkSync(path.join(root, part), path.join(source, part));
  }
  const cloud = await startLocalCloud({
    port: 0,
    environments: [ENV],
    dataDir: path.join(folder, 'data'),
    log: () => {},
  });
  const { cli, appId } = await readJson<{ cli: Record<string, string>; appId: number }>(
    await fetch(`${cloud.url}/__hub/account`),
  );
  const site = `https://${ENV}-${appId}.tcloudbaseapp.com`;
  const variables: Record<string, string | undefined> = {
    ...process.env,
    ...cli,
    ...merchantVariables(ENV, cloud.wechatPay.merchantOf(ENV), appidOf(ENV)),
    YUNSHU_WEB_ORIGINS: site,
    YUNSHU_KEYS: process.env.YUNSHU_KEYS ?? newKeys(),
    CLOUDBASE_ENV: ENV,
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    YUNSHU_CLOUD_SECRET_ID: 'local',
    YUNSHU_CLOUD_SECRET_KEY: 'local',
  };

  const start = (args: string[], without: string[] = []): ChildProcess =>
    spawn(process.execPath, ['--import', 'tsx', 'scripts/deploy/main.ts', 'ruizhu', ...args], {
      cwd: source,
      env: { ...variables, ...Object.fromEntries(without.map((name) => [name, undefined])) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const post = async <T>(at: string, body: object, headers: Record<string, string> = {}): Promise<T> =>
    readJson(
      await fetch(cloud.url + at, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    );

  const stage = {
    cloud,
    /** Where the H5 site is, as the platform names it. */
    site,
    /** Changes a file of the source. */
    edit(file: string, change: (text: string) => string): void {
      const at = path.join(source, file);
      const text = readFileSync(at, 'utf8');
      const changed = change(text);
      if (changed === text) throw new Error(`${file} is as before`);
      writeFileSync(at, changed);
    },
    start,
    /** Runs `npm run deploy -- ruizhu …` to its end. */
    run: (args: string[], without?: string[]): Promise<Run> => finished(start(args, without)),
    /** A call of Tencent Cloud's API with the owner's keys, past the tool that is tested. */
    functionsOf: () => cloud.functions.list(ENV).map(({ definition }) => definition),
    calls: (name: string) => cloud.functions.recent({ env: ENV, name, limit: 1000 }),
    /** The local cloud as the kit of the shop knows it, where the given modules are packed. */
    packedCloud(packed: string): RunningCloud {
      return {
        url: cloud.url,
        output: [],
        get: async (at) => readJson(await fetch(cloud.url + at)),
        post: (at, body, headers) => post(at, at === '/__cloud/callFunction' ? placed(body, packed) : body, headers),
        async remove(at) {
          await fetch(cloud.url + at, { method: 'DELETE' });
        },
        kill: () => cloud.close(),
        stop: () => cloud.close(),
      };
    },
    /** What a user of the mini-program gets. */
    async callAs<T>(openid: string, name: string, data: object = {}): Promise<T> {
      const call = { env: ENV, name, data };
      const { result } = await post<{ result: T }>('/__cloud/callFunction', call, { 'x-dev-openid': openid });
      return result;
    },
    async close(): Promise<void> {
      await cloud.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  stage.edit('shared/apps/ruizhu.ts', (text) =>
    text.replace(/modules: \[[^\]]*\]/, `modules: ${JSON.stringify(modules)}`).replace(', platformModules', ''),
  );
  return stage;
}

/** Sends a call to where its action lives, as the generated client does. */
function placed(body: object, packed: string): object {
  const { name, data, ...rest } = body as { name: string; data: object };
  const place = placeOf(name, packed);
  return { ...rest, name: place.name, data: { ...data, ...place.extra } };
}

async function readJson<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** Waits for the end of a run. */
export function finished(child: ChildProcess): Promise<Run> {
  let output = '';
  child.stdout!.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  child.stderr!.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}
