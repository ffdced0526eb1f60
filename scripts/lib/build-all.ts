import { existsSync } from 'node:fs';
import path from 'node:path';
import { apps } from '../../shared/apps/apps.js';
import { buildApiPage } from '../api-page/build.js';
import { buildLocalCloud } from '../local-cloud/build.mjs';
import { buildConsole } from '../local-cloud/console-ui/build.mjs';
import { buildH5, buildWeb } from '../mini-preview/src/build.js';
import { readFunctions } from './actions.js';
import { bundleFunctions } from './bundle.js';
import { dist, root } from './paths.js';
import { type BundleReport, reportSizes } from './sizes.js';

/**
 * Builds everything that runs on the laptop: the functions, the local cloud's parts and console, the page of the actions, the mini-programs for the browser.
 * @throws Error when a function is above its budget
 */
export async function buildAll(): Promise<BundleReport[]> {
  const [sizes] = await Promise.all([
    bundleFunctions(await readFunctions()),
    buildLocalCloud(),
    buildConsole(),
    buildApiPage(),
    buildWebApps(),
  ]);
  if (reportSizes(sizes).length > 0) throw new Error('a function is above its budget');
  return sizes;
}

/**
 * Builds the mini-programs for the browser: the preview into `dist/web/<app>`, the H5 site into `dist/h5/<app>`, and where WeChat gets
 * less than all pages the preview of those into `dist/web-wechat/<app>`.
 */
export async function buildWebApps(): Promise<void> {
  for (const { name } of apps) {
    const app = { app: name, root: path.join(root, 'miniprogram'), env: name };
    await buildWeb({ ...app, outDir: path.join(dist, 'web', name) });
    if (existsSync(path.join(app.root, 'apps', name, 'app.wechat.json'))) {
      await buildWeb({ ...app, outDir: path.join(dist, 'web-wechat', name), channel: 'wechat' });
    }
    await buildH5({ ...app, outDir: path.join(dist, 'h5', name), api: `/__http/${name}/api` });
  }
}
