import type { AppConfig } from '../project/app-json.js';
import type { Regions } from './tags/picker-region.js';

/** Settings of one page's window: `app.json`'s `window` with the page's own json over it. */
export type WindowConfig = Record<string, unknown>;

/** A page or component as the build hands it over. */
export interface RuntimeUnit {
  id: string;
  config: Record<string, unknown>;
  template: unknown;
  classPrefix?: string;
  /** The json of a page; undefined for a component. */
  window?: WindowConfig;
  load(): void;
}

/** The app as the build hands it over. */
export interface RuntimeApp {
  app: string;
  /** The CloudBase environment of calls that do not name one. */
  env: string;
  config: AppConfig;
  loadApp(): void;
  /** The pages and components that are here. */
  units: RuntimeUnit[];
  /** Fetches what a page needs, in an app that comes page by page. */
  fetchPage?(path: string): Promise<RuntimeUnit[]>;
  /** The list of regions, in an app that has a picker for them. */
  regions?: Regions;
}

let current: RuntimeApp | undefined;

/** The app that this page runs. */
export function theApp(): RuntimeApp {
  if (!current) throw new Error('the app has not been started');
  return current;
}

export function setTheApp(app: RuntimeApp): void {
  current = app;
}

/** The address of a file of the mini-program, absolute from its root, in this site. */
export function assetUrl(path: string): string {
  return new URL(path.replace(/^\//, ''), document.baseURI).href;
}
