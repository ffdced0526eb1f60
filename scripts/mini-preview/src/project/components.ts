import { readFileSync } from 'node:fs';
import type { AppConfig } from './app-json.js';
import { readJsonObject } from './json.js';
import { BuildError, lineOf, type Problem } from './problem.js';
import type { Source } from './source.js';

/** A page or component: four files under one id. */
export interface Unit {
  id: string;
  isPage: boolean;
  script: string;
  /** Its json as written; empty when it has none. */
  json: Record<string, unknown>;
  /** Tag → id of the component, its own and the app's. */
  using: Record<string, string>;
  /** Generic → id of the default component, or true for none. */
  generics: Record<string, string | true>;
}

/**
 * Finds every page of the app and every component reachable from them.
 * @throws BuildError naming each component that does not exist, with the line that asks for it
 */
export function collectUnits(source: Source, config: AppConfig): Map<string, Unit> {
  const units = new Map<string, Unit>();
  const problems: Problem[] = [];
  const global = resolveAll('app', config.usingComponents);

  function resolveAll(from: string, references: Record<string, string>): Record<string, string> {
    const file = source.fileOf(from, '.json');
    const text = file ? readFileSync(file, 'utf8') : '';
    const resolved: Record<string, string> = {};
    for (const [tag, reference] of Object.entries(references)) {
      const id = source.resolve(from, reference);
      if (source.fileOf(id, '.ts', '.js')) resolved[tag] = id;
      else {
        const line = lineOf(text, `"${reference}"`);
        problems.push({
          file: file ?? from,
          ...(line && { line }),
          message: `component ${tag}: ${reference} does not exist`,
        });
      }
    }
    return resolved;
  }

  function visit(id: string, isPage: boolean) {
    if (units.has(id)) return;
    const jsonFile = source.fileOf(id, '.json');
    const json = jsonFile ? readJsonObject(jsonFile) : {};
    const own = resolveAll(id, (json.usingComponents ?? {}) as Record<string, string>);
    const generics: Record<string, string | true> = {};
    for (const [name, value] of Object.entries(
      (json.componentGenerics ?? {}) as Record<string, { default?: string } | true>,
    )) {
      generics[name] = value !== true && value.default ? source.resolve(id, value.default) : true;
    }
    units.set(id, {
      id,
      isPage,
      script: source.fileOf(id, '.ts', '.js')!,
      json,
      using: { ...global, ...own },
      generics,
    });
    for (const component of [...Object.values(own), ...Object.values(generics)]) {
      if (typeof component === 'string') visit(component, false);
    }
  }

  for (const component of Object.values(global)) visit(component, false);
  for (const page of config.pages) visit(page, true);
  if (config.tabBar?.custom) visit('custom-tab-bar/index', false);
  if (problems.length > 0) throw new BuildError(problems);
  return units;
}
