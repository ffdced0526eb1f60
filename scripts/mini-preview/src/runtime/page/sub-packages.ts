import type { SubPackage } from '../../project/app-json.js';
import { tellFrame } from '../messages.js';
import type { RuntimeApp } from '../source.js';

const loaded = new Set<string>();

/** Notes in the frame's log which sub-packages WeChat would download now: that of the page, and those it preloads. */
export function enterPackage({ config }: RuntimeApp, path: string): void {
  const own = packageOf(config.subPackages, path);
  if (own) note(own.root, '分包', path);
  for (const wanted of config.preloadRule?.[path]?.packages ?? []) {
    const sub = findPackage(config.subPackages, wanted);
    if (sub) note(sub.root, '预下载分包', path);
  }
}

/** @throws Error when there is no package of this name or root */
export function preloadPackage({ config }: RuntimeApp, wanted: string): void {
  const sub = findPackage(config.subPackages, wanted);
  if (!sub) throw new Error(`no package is called ${wanted}`);
  note(sub.root, '预下载分包', '');
}

export function packageOf(packages: readonly SubPackage[], path: string): SubPackage | undefined {
  return packages.find(({ root }) => path.startsWith(root));
}

function findPackage(packages: readonly SubPackage[], wanted: string): SubPackage | undefined {
  return packages.find(({ name, root }) => name === wanted || root === wanted.replace(/\/?$/, '/'));
}

function note(root: string, name: string, from: string): void {
  if (loaded.has(root)) return;
  loaded.add(root);
  tellFrame({ kind: 'call', name: `${name} ${root}`, detail: from, at: Date.now(), ms: 0 });
}
