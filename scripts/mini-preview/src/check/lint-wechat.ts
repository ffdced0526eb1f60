import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Problem } from '../project/problem.js';

const BINARIES = join(dirname(createRequire(import.meta.url).resolve('miniprogram-compiler/package.json')), 'bin');
const FOLDERS: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'mac', win32: 'windows' };

/** `a.wxml:3:1: message` of wcc, `ERR: a.wxss(1:12): message` of wcsc. */
const MESSAGE = /^(?:ERR: )?([^\s:(]+)[:(](\d+):\d+[):]+\s*(.*)$/gm;

interface Tool {
  name: 'wcc' | 'wcsc';
  files: RegExp;
  flags: string[];
}

const TOOLS: readonly Tool[] = [
  { name: 'wcc', files: /\.(wxml|wxs)$/, flags: ['-d'] },
  { name: 'wcsc', files: /\.wxss$/, flags: ['-lc'] },
];

/**
 * Compiles every template and style sheet of a package for WeChat with WeChat's own compilers (of 2020, from
 * `miniprogram-compiler`).
 * @param folder what `buildWechat` made
 * @throws Error on a machine the compilers do not run on
 */
export function lintWechat(folder: string): Problem[] {
  const platform = FOLDERS[process.platform];
  if (!platform || (process.platform === 'linux' && process.arch !== 'x64')) {
    throw new Error(`WeChat's compilers do not run on ${process.platform} ${process.arch}`);
  }
  const work = mkdtempSync(join(tmpdir(), 'mini-preview-lint-'));
  try {
    return TOOLS.flatMap((tool) => run(tool, join(BINARIES, platform), work, folder));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function run(tool: Tool, binaries: string, work: string, folder: string): Problem[] {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = join(work, tool.name + suffix);
  copyFileSync(join(binaries, tool.name + suffix), program);
  chmodSync(program, 0o755);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => tool.files.test(name));
  if (files.length === 0) return [];
  const output = join(work, `${tool.name}.out`);
  const result = spawnSync(program, [...tool.flags, '-o', output, ...files], { cwd: folder, encoding: 'utf8' });
  if (result.error) throw result.error;
  if (result.status === 0) return [];
  const text = `${result.stdout}\n${result.stderr}`;
  const problems = [...text.matchAll(MESSAGE)].map(([, name = '', line, message = '']) => ({
    file: join(folder, name),
    line: Number(line),
    message,
  }));
  return problems.length > 0 ? problems : [{ file: folder, message: `${tool.name}: ${text.trim()}` }];
}
