import { theApp } from './source.js';

export type Theme = 'light' | 'dark';

const listeners = new Set<(theme: Theme) => void>();
const system = matchMedia('(prefers-color-scheme: dark)');
let chosen: Theme | undefined;

/** Light or dark: what the frame has chosen, else what the system says; always light for an app without `darkmode`. */
export function currentTheme(): Theme {
  if (!theApp().config.darkmode) return 'light';
  return chosen ?? (system.matches ? 'dark' : 'light');
}

/** Overrides the system's choice; undefined follows the system again. */
export function chooseTheme(theme: Theme | undefined): void {
  chosen = theme;
  apply();
}

export function onTheme(listener: (theme: Theme) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Marks the document, so that style sheets follow, and keeps it marked. */
export function followTheme(): void {
  document.documentElement.dataset.theme = currentTheme();
  system.addEventListener('change', apply);
}

/** Puts the values of `theme.json` in place of the `@name`s in a part of `app.json` or a page's json. */
export function themed<T>(value: T): T {
  const variables = theApp().config.theme?.[currentTheme()];
  if (!variables) return value;
  if (typeof value === 'string' && value.startsWith('@')) return (variables[value.slice(1)] ?? value) as T;
  if (Array.isArray(value)) return value.map(themed) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, themed(inner)])) as T;
}

function apply(): void {
  const theme = currentTheme();
  if (document.documentElement.dataset.theme === theme) return;
  document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener(theme);
}
