import type { Root } from 'postcss';
import type { Problem } from '../project/problem.js';
import type { Source } from '../project/source.js';
import { switchColorScheme } from './color-scheme.js';
import { maskIcons } from './icons.js';
import { loadStyleSheet } from './load.js';
import { type StyleScope, scopeSelector } from './scope.js';
import { convertUnits } from './units.js';

/** All style sheets of an app as one CSS text, in the order in which they are added. */
export class StyleSheets {
  readonly problems: Problem[] = [];
  /** Names of the TDesign icons that the sheets show. */
  readonly icons = new Set<string>();
  readonly #parts: string[] = [];

  constructor(readonly source: Source) {}

  add(id: string, scope: StyleScope): void {
    const file = this.source.fileOf(id, '.wxss');
    if (!file) return;
    const root = loadStyleSheet(this.source, file, this.problems);
    if (!id.startsWith('miniprogram_npm/')) this.#refuseLocalUrls(root, file);
    maskIcons(root, this.icons);
    root.walkDecls((declaration) => {
      declaration.value = convertUnits(declaration.value);
    });
    root.walkRules((rule) => {
      if (rule.parent?.type === 'atrule' && /keyframes$/.test((rule.parent as { name?: string }).name ?? '')) return;
      rule.selector = scopeSelector(rule.selector, scope);
    });
    switchColorScheme(root);
    this.#parts.push(root.toString());
  }

  toString(): string {
    return this.#parts.join('\n');
  }

  #refuseLocalUrls(root: Root, file: string): void {
    root.walkDecls((declaration) => {
      const url = /url\(\s*['"]?([^'")]+)/.exec(declaration.value)?.[1];
      if (!url || /^(data:|https?:|#)/.test(url)) return;
      const from = declaration.source?.input.file ?? file;
      const line = declaration.source?.start?.line;
      this.problems.push({
        file: from,
        ...(line && { line }),
        message: `url(${url}): WXSS cannot show a local file; use <image> or a data: URL`,
      });
    });
  }
}
