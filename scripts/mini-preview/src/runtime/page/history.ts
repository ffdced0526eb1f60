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

/** Milliseconds after which a move in the browser's history counts as done although it was not announced. */
const PATIENCE = 500;

/** The browser moves in its history later than it is told to; what is written meanwhile has to wait. */
let moving: Promise<void> | undefined;

/** Writes the page that has just come to the top into the browser's address and history. */
export function rememberPage(page: PageView, how: 'push' | 'replace'): void {
  afterMoves(() => {
    page.position = here() + (how === 'push' ? 1 : 0);
    const state: State = { position: page.position };
    const url = `#${page.href}`;
    if (how === 'push') history.pushState(state, '', url);
    else history.replaceState(state, '', url);
  });
}

/** Moves the browser's history back by as many pages as were closed; resolves once it is there. */
export function moveBack(count: number): Promise<void> {
  const move = (moving ?? Promise.resolve()).then(
    () =>
      new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          window.removeEventListener('popstate', done);
          resolve();
        };
        const timer = setTimeout(done, PATIENCE);
        window.addEventListener('popstate', done);
        history.go(-count);
      }),
  );
  track(move);
  return move;
}

function afterMoves(write: () => void): void {
  if (moving) track(moving.then(write));
  else write();
}

function track(work: Promise<void>): void {
  moving = work;
  void work.then(() => {
    if (moving === work) moving = undefined;
  });
}

/** Lets the browser's back and forward buttons, and a changed address, move the page stack. */
export function followHistory(stack: PageStack): void {
  window.addEventListener('popstate', () => {
    if (moving) return;
    const position = (history.state as State | null)?.position;
    if (position === undefined) {
      stack.visit(location.hash.slice(1) || `/${stack.firstPage}`);
      return;
    }
    if (position === stack.top?.position) return;
    if (stack.top && position < stack.top.position && stack.top.usesBack()) {
      history.pushState({ position: stack.top.position } satisfies State, '', `#${stack.top.href}`);
      return;
    }
    const index = stack.pages.findIndex((page) => page.position === position);
    if (index !== -1) stack.closeTo(index);
    else stack.visit(location.hash.slice(1));
  });
}

function here(): number {
  return (history.state as State | null)?.position ?? 0;
}
