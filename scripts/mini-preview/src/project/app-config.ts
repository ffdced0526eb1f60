import { readFileSync } from 'node:fs';
import type { AppConfig, PreloadRule, SubPackage, TabBar } from './app-json.js';
import { BuildError, lineOf, type Problem } from './problem.js';
import type { Source } from './source.js';
import { readTheme } from './theme.js';

/**
 * Reads the app's `app.json` and checks what WeChat checks when it compiles: that pages are listed once, tab pages
 * stand in the main package, and the tab bar has two to five items.
 * @throws BuildError
 */
export function readAppConfig(source: Source): AppConfig {
  const { json, file } = source.appJson();
  const text = readFileSync(file, 'utf8');
  const problems: Problem[] = [];
  const complain = (message: string, near: string) => problems.push({ file, line: lineOf(text, near) ?? 1, message });

  const main = (json.pages ?? []) as string[];
  const subPackages = ((json.subPackages ?? json.subpackages ?? []) as SubPackage[]).map((sub) => ({
    ...sub,
    root: sub.root.replace(/^\//, '').replace(/\/?$/, '/'),
  }));
  const pages = [...main, ...subPackages.flatMap((sub) => sub.pages.map((page) => sub.root + page))];
  if (pages.length === 0) complain('lists no page', '"pages"');
  for (const page of pages) {
    if (pages.indexOf(page) !== pages.lastIndexOf(page)) complain(`lists page ${page} twice`, page);
    if (!source.fileOf(page, '.wxml')) complain(`page ${page} has no ${page}.wxml`, page);
    if (!source.fileOf(page, '.ts', '.js')) complain(`page ${page} has no ${page}.ts`, page);
  }

  const preloadRule = json.preloadRule as Record<string, PreloadRule> | undefined;
  for (const [page, { packages }] of Object.entries(preloadRule ?? {})) {
    if (!pages.includes(page)) complain(`preloadRule names ${page}, which is no page`, page);
    for (const name of packages) {
      const isKnown =
        name === '__APP__' ||
        subPackages.some((sub) => sub.name === name || sub.root === `${name.replace(/\/$/, '')}/`);
      if (!isKnown) complain(`preloadRule of ${page} names package ${name}, which is not there`, `"${name}"`);
    }
  }
  for (const { root } of subPackages) {
    const inside = subPackages.find((other) => other.root !== root && root.startsWith(other.root));
    if (inside) complain(`sub-package ${root} lies in sub-package ${inside.root}`, root.replace(/\/$/, ''));
    const page = main.find((path) => path.startsWith(root));
    if (page) complain(`page ${page} of the main package lies in sub-package ${root}`, page);
  }

  const tabBar = json.tabBar as TabBar | undefined;
  if (tabBar) {
    if (tabBar.list.length < 2 || tabBar.list.length > 5) complain('tabBar.list must have 2 to 5 items', '"tabBar"');
    for (const { pagePath } of tabBar.list) {
      if (!main.includes(pagePath)) complain(`tab page ${pagePath} is not among the main package's pages`, '"tabBar"');
    }
  }
  const theme = readTheme(file, json, problems);
  if (problems.length > 0) throw new BuildError(problems);
  return {
    pages,
    subPackages,
    ...(preloadRule && { preloadRule }),
    window: (json.window ?? {}) as Record<string, unknown>,
    ...(tabBar && { tabBar }),
    usingComponents: (json.usingComponents ?? {}) as Record<string, string>,
    darkmode: json.darkmode === true,
    ...(theme && { theme }),
  };
}
