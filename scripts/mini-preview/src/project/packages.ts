import { readFileSync } from 'node:fs';
import type { AppConfig } from './app-json.js';
import type { Unit } from './components.js';
import { lineOf, type Problem } from './problem.js';
import type { Source } from './source.js';

/**
 * Finds components that a page or component uses out of a package that need not be there: a sub-package is downloaded
 * when one of its pages is opened, so only the main package and the own one can be counted on, unless a
 * `componentPlaceholder` stands in until the other one has come.
 */
export function checkPackages(source: Source, config: AppConfig, units: Iterable<Unit>): Problem[] {
  const packageOf = (id: string) => config.subPackages.find(({ root }) => id.startsWith(root));
  const problems: Problem[] = [];
  for (const unit of units) {
    const own = packageOf(unit.id);
    const placeholders = (unit.json.componentPlaceholder ?? {}) as Record<string, string>;
    for (const [tag, id] of Object.entries(unit.using)) {
      const other = packageOf(id);
      const isReachable = other ? other === own : !own?.independent || id.startsWith('miniprogram_npm/');
      if (isReachable || placeholders[tag]) continue;
      const file = source.fileOf(unit.id, '.json') ?? unit.script;
      const line = lineOf(readFileSync(file, 'utf8'), `"${tag}"`);
      const message = `component ${tag} is in ${other ? `sub-package ${other.root}` : 'the main package'}, which need not be there; give it a componentPlaceholder`;
      problems.push({ file, ...(line && { line }), message });
    }
  }
  return problems;
}
