import { theApp } from '../source.js';
import type { PageView } from './page-view.js';

const key = () => `mp-stack:${theApp().app}`;

/** Remembers which pages are open, for a reload of this tab. */
export function keepStack(pages: readonly PageView[]): void {
  sessionStorage.setItem(key(), JSON.stringify(pages.map((page) => page.href)));
}

/** The pages below the one in sight when this document was reloaded, lowest first; none after any other way here. */
export function keptPages(): string[] {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const stored = sessionStorage.getItem(key());
  if (navigation?.type !== 'reload' || !stored) return [];
  const pages = JSON.parse(stored) as string[];
  return pages.at(-1) === location.hash.slice(1) ? pages.slice(0, -1) : [];
}
