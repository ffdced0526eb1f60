import path from 'node:path';
import { ruizhu } from '../../shared/apps/ruizhu.js';
import { buildLocalCloud } from '../local-cloud/build.mjs';
import { buildWeb } from '../mini-preview/src/build.js';
import { readFunctions } from './actions.js';
import { bundleFunctions, reportSizes } from './bundle.js';
import { dist, root } from './paths.js';

/** Builds everything that runs on the laptop: the functions, the local cloud's workers, the mini-programs for the browser. */
export async function buildAll(): Promise<void> {
  const functions = await readFunctions();
  const [sizes] = await Promise.all([
    bundleFunctions(functions),
    buildLocalCloud(),
    buildWeb({
      app: ruizhu.name,
      root: path.join(root, 'miniprogram'),
      outDir: path.join(dist, 'web', ruizhu.name),
      env: ruizhu.name,
    }),
  ]);
  if (reportSizes(sizes).length > 0) throw new Error('a function is above its budget');
}
