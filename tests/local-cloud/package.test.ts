import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
/** Below the repository, so that the package finds what it depends on without a registry. */
const folder = path.join(root, 'dist/package-test');
const installed = path.join(folder, 'node_modules/yunshu-local-cloud');

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(installed, { recursive: true });
  const options = { cwd: path.join(root, 'scripts/local-cloud'), stdio: 'pipe' } as const;
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], options);
  const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'))!;
  execFileSync('tar', ['-xzf', path.join(folder, tarball), '--strip-components=1', '-C', installed]);
  // What npm could not share with the rest of the repository lies beside the package's sources.
  const own = path.join(root, 'scripts/local-cloud/node_modules');
  if (existsSync(own)) symlinkSync(own, path.join(installed, 'node_modules'));

  writeFileSync(
    path.join(folder, 'cloudbaserc.json'),
    JSON.stringify({ version: '2.0', envId: 'outsider', functions: [{ name: 'hello' }] }),
  );
  mkdirSync(path.join(folder, 'functions/hello'), { recursive: true });
  writeFileSync(
    path.join(folder, 'functions/hello/index.js'),
    `exports.main = async ({ name }) => ({ text: '你好，' + name, env: process.env.TCB_ENV });`,
  );
  writeFileSync(path.join(folder, 'functions/hello/package.json'), '{}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: string[]) {
  return spawn(process.execPath, [path.join(installed, 'dist/cli.js'), ...args], { cwd: folder });
}

describe('the package of the local cloud', () => {
  it('runs the functions of the folder that it is started in', async () => {
    const cloud = run(['--port', '0', '--ephemeral']);
    const url = await new Promise<string>((resolve, reject) => {
      cloud.once('exit', (code) => reject(new Error(`ended with ${code}`)));
      createInterface(cloud.stdout).on('line', (line) => {
        const found = /^ready .*?(http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1];
        if (found) resolve(found);
      });
    });

    const response = await fetch(`${url}/__cloud/callFunction`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ env: 'outsider', name: 'hello', data: { name: '云' } }),
    });
    expect(await response.json()).toMatchObject({ result: { text: '你好，云', env: 'outsider' } });

    const console = await fetch(`${url}/console`);
    expect([console.status, await console.text()]).toEqual([200, expect.stringContaining('<div id="app">')]);

    const gone = new Promise((resolve) => cloud.once('exit', resolve));
    cloud.kill('SIGTERM');
    expect(await gone).toBe(0);
    expect(existsSync(path.join(folder, '.local-cloud'))).toBe(false);
  });

  it.each([
    [['--port', 'x'], /--port must be a number/],
    [['--env', 'No Such'], /--env No Such: must be/],
    [['--nonsense'], /nonsense[\s\S]*usage:/],
    [['--project', 'elsewhere', '--port', '0', '--ephemeral'], /cloudbaserc\.json/],
  ])('says in a line what is wrong with %j', async (args, expected) => {
    const child = run(args);
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(1);
    expect(errors).toMatch(expected);
    expect(errors).not.toMatch(/^\s+at /m);
  });
});
