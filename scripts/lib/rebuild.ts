import { watch } from 'node:fs';
import path from 'node:path';
import { readFunctions } from './actions.js';
import { buildWebApps } from './build-all.js';
import { bundleFunctions } from './bundle.js';
import { root } from './paths.js';

/** Editors write a file in several steps; one build is enough for all of them. */
const SETTLE_MS = 150;

/**
 * Builds again what a saved file belongs to: functions for `shared/` and `cloudfunctions/`, pages for `miniprogram/`. A
 * build that fails says why and leaves what ran before. A new function needs a restart.
 */
export function rebuildOnChange(): void {
  onChange(['shared', 'cloudfunctions'], 'functions', async () => bundleFunctions(await readFunctions()));
  onChange(['miniprogram'], 'pages', buildWebApps);
}

function onChange(folders: readonly string[], what: string, build: () => Promise<unknown>): void {
  let timer: NodeJS.Timeout | undefined;
  let building = Promise.resolve();

  const rebuild = async () => {
    const startedAt = performance.now();
    try {
      await build();
      console.log(`${what} built again in ${Math.round(performance.now() - startedAt)} ms`);
    } catch (error) {
      console.error(`${what} are as before: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  for (const folder of folders) {
    watch(path.join(root, folder), { recursive: true }, (_, file) => {
      if (file?.endsWith('.test.ts')) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        building = building.then(rebuild);
      }, SETTLE_MS);
    });
  }
}
