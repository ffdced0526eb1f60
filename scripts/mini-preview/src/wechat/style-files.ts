import type { Problem } from '../project/problem.js';
import type { Source } from '../project/source.js';
import { loadStyleSheet } from '../wxss/load.js';

/**
 * Style sheets of these ids and all they import, by id with extension → file. The app's own sheet is taken whole,
 * with its imports in place, because it moves to another folder.
 */
export function reachableStyles(source: Source, ids: Iterable<string>, problems: Problem[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const id of ids) {
    const file = id !== 'app' && source.fileOf(id, '.wxss');
    if (!file) continue;
    const seen = new Set<string>();
    loadStyleSheet(source, file, problems, seen);
    for (const each of seen) found.set(source.idOf(each) ?? each, each);
  }
  return found;
}

/** `app.wxss` with everything it imports in it. */
export function appStyle(source: Source, problems: Problem[]): string {
  const file = source.fileOf('app', '.wxss');
  return file ? loadStyleSheet(source, file, problems).toString() : '';
}
