import type { Change, Database, DatabaseService } from '../database/index.js';
import { type EventsData, RealtimeError } from './messages.js';
import type { WatchQuery } from './query.js';
import { Watch } from './watch.js';

/** How long a watch outlives its connection, so that the client can take it up again. */
const AFTERLIFE_MS = 2 * 60_000;

/** Who hears of a watch's events. */
export interface Listener {
  next(events: EventsData): void;
  /** The watch has ended. */
  failed(error: unknown): void;
}

/** All watches, fed by the commits of their environments. */
export interface WatchRegistry {
  /** Begins a watch; the listener hears of what happens after the answer. */
  begin(
    env: string,
    query: WatchQuery,
    listenerOf: (watch: Watch) => Listener,
  ): Promise<{ watch: Watch; data: EventsData }>;
  /** Takes up a watch again. Undefined for one that is not known in this environment. */
  resume(
    env: string,
    queryId: string,
    from: number,
    listener: Listener,
  ): Promise<{ watch: Watch; data: EventsData } | undefined>;
  find(env: string, queryId: string): Watch | undefined;
  /** The client has gone, and may come back. */
  detach(watch: Watch): void;
  end(watch: Watch): void;
  /** Ends all watches of an environment, because its data are others now. */
  endAll(env: string): void;
  close(): void;
}

interface Entry {
  env: string;
  watch: Watch;
  listener: Listener | undefined;
  expiry?: NodeJS.Timeout;
}

export function createRegistry(database: DatabaseService): WatchRegistry {
  const entries = new Map<string, Entry>();
  const feeds = new Map<string, () => void>();

  function feed(env: string): Database {
    const engine = database.forEnvironment(env);
    if (!feeds.has(env))
      feeds.set(
        env,
        engine.onChange((changes) => deliver(env, changes)),
      );
    return engine;
  }

  function deliver(env: string, changes: readonly Change[]): void {
    const byCollection = new Map<string, Change[]>();
    for (const change of changes) {
      const known = byCollection.get(change.collection);
      if (known) known.push(change);
      else byCollection.set(change.collection, [change]);
    }
    for (const entry of entries.values()) {
      const mine = entry.env === env ? byCollection.get(entry.watch.collection) : undefined;
      if (!mine) continue;
      entry.watch.note(mine);
      if (entry.listener) void push(entry);
    }
  }

  async function push(entry: Entry): Promise<void> {
    try {
      const data = await entry.watch.next();
      if (data) entry.listener?.next(data);
    } catch (error) {
      const { listener } = entry;
      end(entry.watch);
      listener?.failed(error);
    }
  }

  /** What was noted while the answer was made is told of once the answer is on its way. */
  function attach(entry: Entry, listener: Listener): void {
    entry.listener = listener;
    setImmediate(() => void push(entry));
  }

  function end({ queryId }: Watch): void {
    clearTimeout(entries.get(queryId)?.expiry);
    entries.delete(queryId);
  }

  return {
    async begin(env, query, listenerOf) {
      const watch = new Watch(feed(env), query);
      const entry: Entry = { env, watch, listener: undefined };
      // Known from before the first reading on: a commit in the meantime is noted and told of afterwards.
      entries.set(watch.queryId, entry);
      try {
        const data = await watch.begin();
        attach(entry, listenerOf(watch));
        return { watch, data };
      } catch (error) {
        end(watch);
        throw error;
      }
    },
    async resume(env, queryId, from, listener) {
      const entry = entries.get(queryId);
      if (entry?.env !== env) return undefined;
      clearTimeout(entry.expiry);
      const data = await entry.watch.since(from);
      attach(entry, listener);
      return { watch: entry.watch, data };
    },
    find: (env, queryId) => {
      const entry = entries.get(queryId);
      return entry?.env === env ? entry.watch : undefined;
    },
    detach(watch) {
      const entry = entries.get(watch.queryId);
      if (!entry) return;
      entry.listener = undefined;
      entry.expiry = setTimeout(() => end(watch), AFTERLIFE_MS).unref();
    },
    end,
    endAll(env) {
      for (const { env: where, watch, listener } of [...entries.values()]) {
        if (where !== env) continue;
        end(watch);
        listener?.failed(new RealtimeError('QUERYID_INVALID_ERROR', 'the data of the environment were replaced'));
      }
    },
    close() {
      for (const stop of feeds.values()) stop();
      for (const { watch } of [...entries.values()]) end(watch);
      feeds.clear();
    },
  };
}
