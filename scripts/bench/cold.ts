import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { readFunctions } from '../lib/actions.js';
import { bundleFunctions } from '../lib/bundle.js';
import { addCodeCache } from '../lib/code-cache.js';
import { dist, root } from '../lib/paths.js';
import { type ColdStart, measureColdStarts } from './cold-start.js';

/**
 * What the start of one function costs, the whole process: as it is deployed, and with its packages left in `node_modules`, side
 * by side. Prints JSON. `tsx scripts/bench/cold.ts [function] [rounds]`
 */
export async function coldStarts(
  name: string,
  rounds: number,
): Promise<{ starts: Record<string, ColdStart>; ratio: number }> {
  const one = (await readFunctions()).find((found) => found.name === name);
  if (!one) throw new Error(`no function ${name}`);
  mkdirSync(dist, { recursive: true });
  const folder = mkdtempSync(path.join(dist, 'cold-'));
  try {
    const at = (kind: string) => path.join(folder, kind, name);
    await bundleFunctions([one], path.join(folder, 'bundled'));
    cpSync(at('bundled'), at('cached'), { recursive: true });
    addCodeCache(at('cached'));
    mkdirSync(at('bare'), { recursive: true });
    writeFileSync(path.join(at('bare'), 'index.js'), '');
    await unbundled(one.entry, path.join(at('unbundled'), 'index.js'));
    const kinds = { bare: at('bare'), unbundled: at('unbundled'), bundled: at('bundled'), cached: at('cached') };
    const starts = measureColdStarts(kinds, rounds);
    return { starts, ratio: Number((starts.cached!.cpuMs / starts.unbundled!.cpuMs).toFixed(3)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Our own code in one file, every package as npm laid it down: what an upload with `node_modules` runs. */
async function unbundled(entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    absWorkingDir: root,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
  });
  writeFileSync(path.join(path.dirname(outfile), 'package.json'), '{}\n');
}

if (process.argv[1] === path.join(root, 'scripts/bench/cold.ts')) {
  const [name = 'order-create', rounds = '11'] = process.argv.slice(2);
  console.log(JSON.stringify({ function: name, ...(await coldStarts(name, Number(rounds))) }));
}
