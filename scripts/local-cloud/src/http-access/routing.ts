import type { FunctionDefinition, HttpPath } from '../functions/definition.js';

export interface Match {
  definition: FunctionDefinition;
  /** What the function sees as its path. */
  path: string;
  /** The route takes users only. */
  auth: boolean;
}

/**
 * The function behind a path: the longest route that is the path or a parent of it wins. The matched prefix is removed
 * unless the route keeps it.
 * @param path as received, percent-encoded, beginning with `/`
 */
export function matchRoute(definitions: readonly FunctionDefinition[], path: string): Match | undefined {
  let best: { definition: FunctionDefinition; route: HttpPath; length: number } | undefined;
  for (const definition of definitions) {
    for (const route of definition.httpPaths ?? []) {
      const prefix = route.path.replace(/\/+$/, '');
      const covers = path === prefix || path.startsWith(`${prefix}/`);
      if (covers && (!best || prefix.length > best.length)) best = { definition, route, length: prefix.length };
    }
  }
  if (!best) return undefined;
  const rest = best.route.keepPrefix ? path : path.slice(best.length);
  return { definition: best.definition, path: rest === '' ? '/' : rest, auth: best.route.auth === true };
}
