import type { Route } from '../kernel/http.js';

/** Finds the door for a request: among those that match, the one with the longest path. */
export interface Router {
  find(method: string, pathname: string): Route | undefined;
  /** Whether some method is served at this path. */
  knows(pathname: string): boolean;
}

export function createRouter(routes: readonly Route[]): Router {
  const byLength = [...routes].sort((a, b) => b.path.length - a.path.length);
  const at = (pathname: string) => byLength.filter(({ path }) => matches(path, pathname));
  return {
    find: (method, pathname) => at(pathname).find((route) => route.method === method || route.method === '*'),
    knows: (pathname) => at(pathname).length > 0,
  };
}

function matches(path: string, pathname: string): boolean {
  return path === pathname || (path.endsWith('/') && pathname.startsWith(path));
}
