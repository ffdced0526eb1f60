import type { Change, Database, DatabaseService } from '../database/index.js';
import { type EventsData, RealtimeError } from './messages.js';
import type { WatchQuery } from './query.js';
import { Watch } from './watch.js';

/** How long a watch outlives its connection, so that the client can take it up again. */
const AFTERLIFE_MS = 2 * 60_000;
/** Watches of all connections together; each keeps its result in memory. */
const MOST_WATCHES = 2000;

/** Who hears of a watch's events. */
export interface Listener {
  next(events: EventsData): void;
  /** The watch has ended. */
  failed(error: unknown): void;
}

/** All watches, fed by the commits of their environments. */
export interface WatchRegistry {
  /**
   * Begins a watch; the listener hears of what happens after the answer.
   * @throws RealtimeError when there are too many, or the result is too large; CloudError as a query would
   */
  begin(env: string, query: WatchQuery, listener: Listener): Promise<{ watch: Watch; data: EventsData }>;
  /** Takes up a watch again, for another listener than before. Undefined for one that is not known in this environment. */
  resume(
    env: string,
    queryId: string,
    from: number,
    listener: Listener,
  ): Promise<{ watch: Watch; data: EventsData } | undefined>;
  find(env: string, queryId: string): Watch | undefined;
  /** The client has gone, and may come back; unless it has come back already, as another listener. */
  detach(watch: Watch, listener: Listener): void;
  /** The client wants no more; what another listener has taken over goes on. */
  end(watch: Watch, listener: Listener): void;
  /** Ends all watches of an environment, because its data are others now. */
  endAll(env: string): void;
  close(): void;
}

interface Entry {
  env: string;
  watch: Watch;
  listener: Listener | undefined;
  /** Set while nobody listens. */
  expiry: NodeJS.Timeout | undefined;
}

export function createRegistry(database: DatabaseService, most = MOST_WATCHES): WatchRegistry {
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
      forget(entry.watch);
      listener?.failed(error);
    }
  }

  /** A watch whose client has gone makes room for one whose client is there. */
  function makeRoom(): void {
    if (entries.size < most) return;
    const left = [...entries.values()].find(({ expiry }) => expiry !== undefined);
    if (!left) throw new RealtimeError('SYS_ERR', `the local cloud carries at most ${most} watches`);
    forget(left.watch);
  }

  /** What was noted while the answer was made is told of once the answer is on its way. */
  function attach(entry: Entry, listener: Listener): void {
    clearTimeout(entry.expiry);
    Object.assign(entry, { listener, expiry: undefined });
    setImmediate(() => void push(entry));
  }

  function forget({ queryId }: Watch): void {
    clearTimeout(entries.get(queryId)?.expiry);
    entries.delete(queryId);
  }

  return {
    async begin(env, query, listener) {
      makeRoom();
      const watch = new Watch(feed(env), query);
      const entry: Entry = { env, watch, listener: undefined, expiry: undefined };
      // Known from before the first reading on: a commit in the meantime is noted and told of afterwards.
      entries.set(watch.queryId, entry);
      try {
        const data = await watch.begin();
        attach(entry, listener);
        return { watch, data };
      } catch (error) {
        forget(watch);
        throw error;
      }
    },
    async resume(env, queryId, from, listener) {
      const entry = entries.get(queryId);
      if (entry?.env !== env) return undefined;
      const data = await entry.watch.since(from);
      if (entries.get(queryId) !== entry) return undefined;
      attach(entry, listener);
      return { watch: entry.watch, data };
    },
    find: (env, queryId) => {
      const entry = entries.get(queryId);
      return entry?.env === env ? entry.watch : undefined;
    },
    detach(watch, listener) {
      const entry = entries.get(watch.queryId);
      if (entry?.listener !== listener) return;
      entry.listener = undefined;
      entry.expiry = setTimeout(() => forget(watch), AFTERLIFE_MS).unref();
    },
    end(watch, listener) {
      if (entries.get(watch.queryId)?.listener === listener) forget(watch);
    },
    endAll(env) {
      for (const { env: where, watch, listener } of [...entries.values()]) {
        if (where !== env) continue;
        forget(watch);
        listener?.failed(new RealtimeError('QUERYID_INVALID_ERROR', 'the data of the environment were replaced'));
      }
    },
    close() {
      for (const stop of feeds.values()) stop();
      for (const { watch } of [...entries.values()]) forget(watch);
      feeds.clear();
    },
  };
}
