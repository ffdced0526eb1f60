import type { PageStack } from './page-stack.js';
import type { PageView } from './page-view.js';
import { type PageUrl, parsePageUrl } from './url.js';

interface State {
  position: number;
}

/** The page that the browser's address names, `#/path?query`, or else the app's first. */
export function launchUrl(firstPage: string): PageUrl {
  const hash = location.hash.slice(1);
  return hash.startsWith('/') ? parsePageUrl(hash) : { path: firstPage, query: {} };
}

/** Writes the page that has just come to the top into the browser's address and history. */
export function rememberPage(page: PageView, how: 'push' | 'replace'): void {
  page.position = here() + (how === 'push' ? 1 : 0);
  const state: State = { position: page.position };
  const url = `#${page.href}`;
  if (how === 'push') history.pushState(state, '', url);
  else history.replaceState(state, '', url);
}

/** Lets the browser's back and forward buttons, and a changed address, move the page stack. */
export function followHistory(stack: PageStack): void {
  window.addEventListener('popstate', () => {
    const position = (history.state as State | null)?.position;
    if (position === undefined) {
      stack.reLaunch(location.hash.slice(1) || `/${stack.firstPage}`);
      return;
    }
    if (position === stack.top?.position) return;
    const index = stack.pages.findIndex((page) => page.position === position);
    if (index !== -1) stack.closeTo(index);
    else stack.reLaunch(location.hash.slice(1));
  });
}

function here(): number {
  return (history.state as State | null)?.position ?? 0;
}
