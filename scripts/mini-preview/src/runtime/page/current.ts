import type { PageStack } from './page-stack.js';
import type { PageView } from './page-view.js';

export type { PageView };

let stack: PageStack | undefined;

export function setStack(value: PageStack): void {
  stack = value;
}

/** The page stack of the running app. */
export function theStack(): PageStack {
  if (!stack) throw new Error('the app has not been started');
  return stack;
}

/** The open page that an element stands in. */
export function pageOf(element: Element): PageView | undefined {
  return stack?.all.find((page) => page.screen.contains(element));
}

/** The page in sight; undefined while the app is launched. */
export function currentPage(): PageView | undefined {
  return stack?.top;
}
