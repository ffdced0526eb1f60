import { app } from '../environment.js';
import { routesOf } from './routes.generated.js';

/** A timer function, and the longest time that its timer leaves between two firings. */
export interface DeclaredJob {
  name: string;
  title: string;
  cron: string;
  longestGapMs: number;
}

/** What the contracts and collections of one app come to. */
export interface Routes {
  /** The functions that listen, by type of event. */
  subscribers: Readonly<Record<string, readonly string[]>>;
  /** The collections whose documents have an outbox that somebody listens to. */
  collections: readonly string[];
  jobs: readonly DeclaredJob[];
  /** The collections that a backup holds. */
  backedUp: readonly string[];
}

/** The routes of the app that this function belongs to. */
export function routes(): Routes {
  return routesOf[app()] ?? { subscribers: {}, collections: [], jobs: [], backedUp: [] };
}

/** The functions that listen to events of `type`. */
export function subscribersOf(type: string): readonly string[] {
  return routes().subscribers[type] ?? [];
}
