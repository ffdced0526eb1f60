import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type CloudFunction, filesOf, isAction } from '../lib/actions.js';
import { bundleFunctions } from '../lib/bundle.js';
import { addCodeCache } from '../lib/code-cache.js';
import { dist, root } from '../lib/paths.js';
import type { Compiler } from './compiler.js';
import { isServer, triggerName, type Unit } from './pack.js';

/** A unit whose code lies ready. */
export interface BuiltUnit {
  unit: Unit;
  /** Twelve digits of the SHA-256 of the code, and of the files beside it. */
  codeHash: string;
}

/** Where the code for an environment lies: `<folder>/functions/<name>/index.js`, source maps in `<folder>/maps`. */
export function folderOf(env: string): string {
  return path.join(dist, 'deploy', env);
}

/**
 * Bundles every unit. Source maps are kept apart and never uploaded: whoever has a stack trace and the commit has the source.
 * @param compiler a Node whose V8 compiles the bundles beforehand
 */
export async function buildUnits(env: string, units: readonly Unit[], compiler?: Compiler): Promise<BuiltUnit[]> {
  const folder = folderOf(env);
  rmSync(folder, { recursive: true, force: true });
  const entries = path.join(folder, 'entries');
  mkdirSync(entries, { recursive: true });
  mkdirSync(path.join(folder, 'maps'), { recursive: true });
  const outdir = path.join(folder, 'functions');
  await bundleFunctions(
    units.map((unit) => asFunction(unit, entries)),
    outdir,
  );
  return units.map((unit) => {
    const file = path.join(outdir, unit.name, 'index.js');
    renameSync(`${file}.map`, path.join(folder, 'maps', `${unit.name}.js.map`));
    const code = readFileSync(file, 'utf8').replace(/\n\/\/# sourceMappingURL=.*\n?$/, '\n');
    writeFileSync(file, code);
    const compiled = compiler !== undefined && !isServer(unit) && addCodeCache(path.dirname(file), compiler.node);
    const hash = createHash('sha256')
      .update(code)
      .update(compiled ? compiler.v8 : '');
    for (const source of unit.members.flatMap(filesOf)) hash.update(readFileSync(path.join(root, source)));
    return { unit, codeHash: hash.digest('hex').slice(0, 12) };
  });
}

/** A unit as the bundler knows functions; a packed one gets an entry point that is written here. */
function asFunction(unit: Unit, entries: string): CloudFunction {
  const [first] = unit.members;
  if (!unit.packed) return first!;
  const entry = path.join(entries, `${unit.name}.ts`);
  writeFileSync(entry, packedEntry(unit, entries));
  return { ...first!, name: unit.name, entry, members: unit.members };
}

function packedEntry(unit: Unit, from: string): string {
  const relative = (file: string) => path.relative(from, file).replaceAll(path.sep, '/').replace(/\.ts$/, '.js');
  const actions = unit.members.map(({ name, entry }) => `    '${name}': () => import('${relative(entry)}'),`);
  const triggers = unit.members.flatMap((member) => {
    const trigger = triggerName(unit, member);
    return trigger ? `    '${trigger}': '${member.name}',` : [];
  });
  const doors = unit.members.flatMap(({ name, declared }) =>
    isAction(declared) ? [] : `    '${declared.path}': '${name}',`,
  );
  return [
    `import { packed } from '${relative(path.join(root, 'shared/core/packed.ts'))}';`,
    'export const main = packed({',
    `  actions: {\n${actions.join('\n')}\n  },`,
    `  triggers: {\n${triggers.join('\n')}\n  },`,
    `  doors: {\n${doors.join('\n')}\n  },`,
    '});',
    '',
  ].join('\n');
}
