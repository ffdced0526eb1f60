import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { readAppConfig } from '../project/app-config.js';
import { collectUnits } from '../project/components.js';
import type { Problem } from '../project/problem.js';
import { type Channel, Source } from '../project/source.js';
import { checkAttributes } from './check-attributes.js';
import { DECLARATIONS, type TemplateSource, templateSource } from './template-source.js';

const TSC = createRequire(import.meta.url)
  .resolve('typescript/package.json')
  .replace(/package\.json$/, 'bin/tsc');
const MESSAGE = /^(.+?)\((\d+),(\d+)\): error TS\d+: (.*)$/gm;

export interface CheckOptions {
  app: string;
  /** The mini-program source folder; its `tsconfig.json` says how strict to be. */
  root: string;
  /** See `Source`. */
  channel?: Channel | undefined;
  /** Emptied and filled with generated TypeScript. Must lie where the types that tsconfig names can be found. */
  workDir: string;
}

/**
 * Type-checks the expressions of every template against the data and methods of its page or component: a misspelt
 * field or handler is a problem, at the line of the template. So is an attribute or event that a built-in tag has not.
 */
export function checkTemplates({ app, root, workDir, channel }: CheckOptions): Problem[] {
  const source = new Source(root, app, channel);
  const units = collectUnits(source, readAppConfig(source));
  rmSync(workDir, { recursive: true, force: true });
  const problems: Problem[] = [];
  const generated = new Map<string, { wxml: string; template: TemplateSource }>();
  for (const unit of units.values()) {
    if (unit.id.startsWith('miniprogram_npm/') || !unit.script.endsWith('.ts')) continue;
    problems.push(...checkAttributes(source, unit));
    const template = templateSource(source, unit);
    if (!template) continue;
    const file = join(workDir, basename(root), relative(root, unit.script));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, template.text);
    generated.set(file, { wxml: source.fileOf(unit.id, '.wxml')!, template });
  }
  writeFileSync(join(workDir, 'declarations.d.ts'), DECLARATIONS);
  writeFileSync(join(workDir, 'tsconfig.json'), JSON.stringify(configuration(root, workDir, [...generated.keys()])));
  const result = spawnSync(process.execPath, [TSC, '--pretty', 'false', '-p', workDir], {
    encoding: 'utf8',
    cwd: workDir,
  });
  if (result.error) throw result.error;
  const failure = /^error TS\d+: .*$/m.exec(result.stdout)?.[0] ?? (result.status === null ? result.stderr : undefined);
  if (failure) throw new Error(`tsc cannot check the templates: ${failure}`);
  for (const [, path = '', line, column, message = ''] of result.stdout.matchAll(MESSAGE)) {
    const found = generated.get(join(workDir, path));
    if (!found) continue;
    const wxmlLine = found.template.lineAt(Number(line) - 1, Number(column) - 1);
    if (wxmlLine !== undefined) problems.push({ file: found.wxml, line: wxmlLine, message });
  }
  return problems;
}

function configuration(root: string, workDir: string, files: string[]) {
  return {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      // One level up, so that pages can import what lies beside the mini-program.
      rootDirs: [dirname(root), workDir],
      noEmit: true,
      // A template shows nothing for what is null or undefined; it does not fail.
      strictNullChecks: false,
      noUnusedLocals: false,
      noUnusedParameters: false,
      incremental: false,
    },
    include: [],
    exclude: [],
    files: [join(workDir, 'declarations.d.ts'), ...files],
  };
}
