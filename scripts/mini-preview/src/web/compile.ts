import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAppConfig } from '../project/app-config.js';
import type { AppConfig } from '../project/app-json.js';
import { collectUnits, type Unit } from '../project/components.js';
import { checkPackages } from '../project/packages.js';
import { BuildError } from '../project/problem.js';
import { type Channel, Source } from '../project/source.js';
import { Templates } from '../wxml/templates.js';
import { ICON_MASK_RULE } from '../wxss/icons.js';
import { StyleSheets } from '../wxss/style-sheets.js';

/** What runs an app's compiled pages in a browser. */
export const RUNTIME = join(import.meta.dirname, '..', 'runtime');

/** An app whose templates and style sheets are compiled. */
export interface CompiledApp {
  source: Source;
  config: AppConfig;
  /** The file that calls `App()`. */
  appScript: string;
  units: Map<string, Unit>;
  /** Class prefix by id, for components whose styles are isolated. */
  prefixes: ReadonlyMap<string, string>;
  templates: Templates;
  styles: StyleSheets;
}

/** @throws BuildError with every problem of the source, by file and line */
export function compileApp(root: string, app: string, channel?: Channel): CompiledApp {
  const source = new Source(root, app, channel);
  const config = readAppConfig(source);
  const units = collectUnits(source, config);
  const prefixes = classPrefixes(units.values());

  const templates = new Templates(source);
  const styles = new StyleSheets(source);
  styles.add('app', {});
  for (const unit of units.values()) {
    templates.add(unit.id, new Set([...Object.keys(unit.using), ...Object.keys(unit.generics)]));
    const prefix = prefixes.get(unit.id);
    styles.add(unit.id, { ...(prefix && { classPrefix: prefix }), ...(unit.isPage && { page: unit.id }) });
  }
  const problems = [...templates.problems, ...styles.problems, ...checkPackages(source, config, units.values())];
  if (problems.length > 0) throw new BuildError(problems);

  const appScript = source.fileOf('app', '.ts', '.js');
  if (!appScript) throw new BuildError([{ file: `${source.pathOf('app')}.ts`, message: 'does not exist' }]);
  return { source, config, appScript, units, prefixes, templates, styles };
}

/** All style sheets of an app: those of the runtime, in the order in which they apply, then its own. */
export function styleSheet({ styles }: CompiledApp, names: readonly string[] = []): string {
  const all = ['page', 'tags', 'bars', 'dialogs', 'pickers', 'preview', 'cashier', 'faults', ...names];
  const own = all.map((name) => readFileSync(join(RUNTIME, 'css', `${name}.css`), 'utf8'));
  return [...own, ICON_MASK_RULE, styles.toString()].join('\n');
}

/** A short class prefix for every component whose styles are its own. */
function classPrefixes(units: Iterable<Unit>): Map<string, string> {
  const prefixes = new Map<string, string>();
  for (const unit of units) {
    const shared = unit.json.styleIsolation === 'shared' || unit.json.styleIsolation === 'page-shared';
    if (!unit.isPage && !shared) prefixes.set(unit.id, `c${prefixes.size.toString(36)}`);
  }
  return prefixes;
}
