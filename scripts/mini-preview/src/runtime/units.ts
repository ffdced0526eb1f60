import type { CodeSpace } from 'glass-easel-miniprogram-adapter';
import { loadUnit } from './definitions.js';
import type { RuntimeApp, RuntimeUnit } from './source.js';

/** Takes pages and components into the app. All are made known before the first is loaded: they name one another. */
export function addUnits(space: CodeSpace, units: readonly RuntimeUnit[]): void {
  for (const unit of units) {
    space.addComponentStaticConfig(unit.id, unit.config as never);
    space.addCompiledTemplate(unit.id, unit.template as never);
    if (unit.classPrefix) space.addStyleSheet(unit.id, undefined, unit.classPrefix);
  }
  for (const unit of units) loadUnit(space, unit);
}

/**
 * Brings what a page needs and is not here yet.
 * @returns undefined when all of it is here
 */
export function bringPage(space: CodeSpace, source: RuntimeApp, path: string): Promise<void> | undefined {
  if (!source.fetchPage || source.units.some(({ id }) => id === path)) return undefined;
  return source.fetchPage(path).then((units) => {
    const added = units.filter((unit) => !source.units.some(({ id }) => id === unit.id));
    source.units.push(...added);
    addUnits(space, added);
  });
}
