import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './lib/paths.js';

/** What each part may import of the others; everything else points the wrong way (docs/decisions.md). */
const allowed: Record<string, readonly string[]> = {
  'shared/contracts': ['shared/contracts'],
  'shared/core': ['shared/core', 'shared/contracts'],
  'shared/modules': ['shared/modules', 'shared/core', 'shared/contracts'],
  'shared/adapters': ['shared/adapters', 'shared/modules', 'shared/core', 'shared/contracts'],
  'shared/apps': ['shared/apps', 'shared/modules', 'shared/core', 'shared/contracts'],
  cloudfunctions: ['shared/adapters', 'shared/modules', 'shared/core', 'shared/contracts'],
  miniprogram: ['miniprogram', 'shared/contracts (types)'],
  'scripts/local-cloud': ['scripts/local-cloud'],
  'scripts/mini-preview': ['scripts/mini-preview'],
};

/**
 * What a module and its functions may use of other modules. Whatever is not here stays out of their bundles: a new edge is a
 * decision, because each function then carries the other module's code.
 */
const edges: Record<string, readonly string[]> = {
  account: ['file'],
  alert: ['backup', 'cost', 'job', 'metric'],
  almanac: ['bazi'],
  auth: ['account'],
  benefit: ['catalog', 'order'],
  cart: ['catalog', 'stock'],
  catalog: ['stock'],
  cost: ['metric'],
  health: ['job'],
  http: ['account', 'alert', 'metric', 'payment', 'reading'],
  notice: ['account', 'user'],
  order: ['address', 'benefit', 'cart', 'catalog', 'payment', 'stock'],
  pay: ['payment'],
  payment: ['order'],
  privacy: ['account'],
  reading: ['bazi', 'benefit', 'moderation'],
  record: ['bazi'],
  share: ['bazi', 'moderation', 'reading', 'record'],
};

const IMPORT = /^\s*(import|export)\s+(type\s+)?[^'"]*?from\s+['"](\.[^'"]+)['"]/gm;

const problems: string[] = [];
for (const [part, targets] of Object.entries(allowed)) {
  for (const file of sources(part)) check(file, targets);
}
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;

function sources(part: string): string[] {
  return readdirSync(path.join(root, part), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/(^|\/)(node_modules|dist)\//.test(file))
    .map((file) => path.join(part, file));
}

function check(file: string, targets: readonly string[]): void {
  if (file.endsWith('.test.ts')) return;
  const text = readFileSync(path.join(root, file), 'utf8');
  for (const [, , type, specifier] of text.matchAll(IMPORT)) {
    const target = path.join(path.dirname(file), specifier!);
    const fits = targets.some((allowedTarget) => {
      const [folder, kind] = allowedTarget.split(' ');
      return target.startsWith(`${folder}/`) && (kind === undefined || type !== undefined);
    });
    if (!fits) problems.push(`${file} imports ${target}, which points the wrong way`);
    const [own, other] = [moduleOf(file), moduleOf(target)];
    const known = type !== undefined || own === undefined || other === undefined || own === other;
    if (!known && !edges[own]?.includes(other)) {
      problems.push(
        `${file} pulls in module ${other}: use an event or callAction, or add it to the edges of ${own} in check-imports.ts`,
      );
    }
  }
}

function moduleOf(file: string): string | undefined {
  return /^(?:shared\/modules|cloudfunctions)\/([^/]+)\//.exec(file)?.[1];
}
