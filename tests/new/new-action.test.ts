import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/lib/paths.js';

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'yunshu-new-'));
  const left = new Set(['node_modules', 'dist', '.git', '.yunshu', 'coverage']);
  cpSync(root, copy, { recursive: true, filter: (file) => !left.has(path.basename(file)) });
  for (const folder of ['.', 'scripts/local-cloud', 'scripts/mini-preview']) {
    const modules = path.join(root, folder, 'node_modules');
    if (existsSync(modules)) symlinkSync(modules, path.join(copy, folder, 'node_modules'));
  }
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function run(command: string, ...args: string[]) {
  const file = command === 'npm' ? command : path.join(copy, 'node_modules/.bin', command);
  const { status, stdout, stderr } = spawnSync(file, args, { cwd: copy, encoding: 'utf8', env: process.env });
  return { status, output: stdout + stderr };
}

const TEST = 'shared/modules/order/remind.test.ts';
const USE_CASE = 'shared/modules/order/remind.ts';

describe('npm run new', { timeout: 240_000 }, () => {
  it('leaves an action that type-checks, is generated, and fails its test until its author writes it', () => {
    const made = run('npm', 'run', 'new', '--', 'order/remind', '--title', '提醒发货');
    expect(made.output).toContain('wrote cloudfunctions/order/remind.ts');
    expect(made.output).toContain('wrote miniprogram/api/client.generated.ts');
    expect(made.output).toContain(`${TEST}: say what it promises`);
    expect(made.status).toBe(0);
    expect(readFileSync(path.join(copy, 'miniprogram/api/client.generated.ts'), 'utf8')).toContain("'order-remind'");
    expect(readFileSync(path.join(copy, 'docs/actions.md'), 'utf8')).toContain('**提醒发货.**');

    expect(run('tsc', '--noEmit')).toMatchObject({ status: 0 });
    expect(
      run('biome', 'check', '--error-on-warnings', 'cloudfunctions', 'shared/contracts', 'shared/modules/order'),
    ).toMatchObject({ status: 0 });
    expect(run('tsx', 'scripts/generate.ts', '--check')).toMatchObject({ status: 0 });
    const unwritten = run('vitest', 'run', TEST);
    expect(unwritten.status).not.toBe(0);
    expect(unwritten.output).toContain('write what order-remind promises');
    expect(run('npm', 'run', 'new', '--', 'order/remind')).toMatchObject({ status: 1 });
  });

  it('is built once its author has written it', () => {
    const useCase = readFileSync(path.join(copy, USE_CASE), 'utf8');
    writeFileSync(path.join(copy, USE_CASE), useCase.replace(/throw new Error.*/, 'return {};'));
    writeFileSync(
      path.join(copy, TEST),
      `import { expect, it } from 'vitest';
import { remindOrder } from './remind.js';

it('answers', async () => expect(await remindOrder({})).toEqual({}));
`,
    );
    expect(run('vitest', 'run', TEST)).toMatchObject({ status: 0 });
    writeFileSync(
      path.join(copy, 'scripts/build-one.ts'),
      `import { readFunctions } from './lib/actions.js';
import { bundleFunctions } from './lib/bundle.js';
import { reportSizes } from './lib/sizes.js';

const functions = (await readFunctions()).filter(({ name }) => name === 'order-remind');
process.exitCode = reportSizes(await bundleFunctions(functions)).length;
`,
    );
    expect(run('tsx', 'scripts/build-one.ts')).toMatchObject({ status: 0 });
    expect(existsSync(path.join(copy, 'dist/functions/order-remind/index.js'))).toBe(true);
  });
});
