import { readFileSync } from 'node:fs';
import type { AppConfig } from './app-json.js';
import type { Unit } from './components.js';
import { lineOf, type Problem } from './problem.js';
import type { Source } from './source.js';

/** Whether what `from` needs of `to` is there whenever `from` is: in the same package, or in the main one. */
export function isThere({ subPackages }: Pick<AppConfig, 'subPackages'>, from: string, to: string): boolean {
  const packageOf = (id: string) => subPackages.find(({ root }) => id.startsWith(root));
  const [own, other] = [packageOf(from), packageOf(to)];
  return other ? other === own : !own?.independent || to.startsWith('miniprogram_npm/');
}

/** What is wrong with a file that needs another one which is not there whenever it is. */
export function apartFrom({ subPackages }: Pick<AppConfig, 'subPackages'>, to: string): string {
  const other = subPackages.find(({ root }) => to.startsWith(root));
  return `${other ? `sub-package ${other.root}` : 'the main package'}, which need not be there`;
}

/**
 * Finds components that a page or component uses out of a package that need not be there: a sub-package is downloaded
 * when one of its pages is opened, so only the main package and the own one can be counted on, unless a
 * `componentPlaceholder` stands in until the other one has come.
 */
export function checkPackages(source: Source, config: AppConfig, units: Iterable<Unit>): Problem[] {
  const problems: Problem[] = [];
  for (const unit of units) {
    const placeholders = (unit.json.componentPlaceholder ?? {}) as Record<string, string>;
    for (const [tag, id] of Object.entries(unit.using)) {
      if (isThere(config, unit.id, id) || placeholders[tag]) continue;
      const file = source.fileOf(unit.id, '.json') ?? unit.script;
      const line = lineOf(readFileSync(file, 'utf8'), `"${tag}"`);
      const message = `component ${tag} is in ${apartFrom(config, id)}; give it a componentPlaceholder`;
      problems.push({ file, ...(line && { line }), message });
    }
  }
  return problems;
}
