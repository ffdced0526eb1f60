import { randomUUID } from 'node:crypto';
import { encodePlain } from '../database/codec/encode.js';
import type { Change, Database, Document, Value } from '../database/index.js';
import { type EventsData, RealtimeError, type WatchEvent } from './messages.js';
import { LARGEST_RESULT, type WatchQuery } from './query.js';

/** Changes of one commit beyond which the whole result is read again. */
const MANY_CHANGES = 500;
/** Events that a client can still be told of after its connection broke. */
const REMEMBERED_EVENTS = 200;

/** The result of a query, kept up to date, and what changed in it, numbered from 1. */
export class Watch {
  readonly queryId = `query_${randomUUID()}`;
  /** Number of the newest event. */
  #event = 0;
  /** The result as the client has it after the newest event: documents as JSON, by `_id`. */
  #result = new Map<string, string>();
  #past: WatchEvent[][] = [];
  #pending = new Map<string, Change>();
  #work: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly query: WatchQuery,
  ) {}

  get collection(): string {
    return this.query.collection;
  }

  get event(): number {
    return this.#event;
  }

  /** Reads the result for the first time. @throws RealtimeError when it is too large; CloudError as a query would */
  async begin(): Promise<EventsData> {
    this.#result = await this.#read();
    const events = [...this.#result].map(
      ([DocID, Doc]): WatchEvent => ({ ID: 0, DataType: 'init', QueueType: 'init', DocID, Doc }),
    );
    return { queryID: this.queryId, currEvent: 0, events };
  }

  /** Takes note of a commit; what it means is known after `next`. */
  note(changes: readonly Change[]): void {
    for (const change of changes) {
      const id = idOf(change.id);
      const earlier = this.#pending.get(id);
      this.#pending.set(id, earlier ? { ...change, before: earlier.before } : change);
    }
  }

  /** What happened since the last event; undefined when nothing did. One call works at a time. */
  next(): Promise<EventsData | undefined> {
    const turn = this.#work.then(() => this.#advance());
    this.#work = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }

  /** Everything after event `from`, for a client that lost its connection. @throws RealtimeError QUERYID_INVALID_ERROR */
  async since(from: number): Promise<EventsData> {
    await this.next();
    const oldest = this.#event - this.#past.length;
    if (!(from >= oldest && from <= this.#event)) {
      throw new RealtimeError('QUERYID_INVALID_ERROR', 'the watch is too old to be taken up again');
    }
    const events = this.#past.slice(from - oldest).flat();
    return { queryID: this.queryId, currEvent: this.#event, events };
  }

  async #advance(): Promise<EventsData | undefined> {
    const changes = this.#pending;
    if (changes.size === 0) return undefined;
    this.#pending = new Map();
    const after = await this.#apply(changes);
    if (after === this.#result) return undefined;
    const events = difference(this.#result, after, changes);
    this.#result = after;
    if (events.length === 0) return undefined;
    this.#event += 1;
    for (const event of events) event.ID = this.#event;
    this.#past.push(events);
    if (this.#past.length > REMEMBERED_EVENTS) this.#past.shift();
    return { queryID: this.queryId, currEvent: this.#event, events };
  }

  /** The result after some changes: by looking at the changed documents alone, unless a limit makes others move. */
  async #apply(changes: ReadonlyMap<string, Change>): Promise<Map<string, string>> {
    if (changes.size > MANY_CHANGES) return this.#read();
    const ids = [...changes.values()].map(({ id }) => id);
    const matching = await this.#matching(ids);
    const touched = ids.some((id) => this.#result.has(idOf(id)) || matching.has(idOf(id)));
    if (!touched) return this.#result;
    if (this.query.query.limit !== undefined) return this.#read();
    const result = new Map(this.#result);
    for (const id of changes.keys()) {
      const document = matching.get(id);
      if (document === undefined) result.delete(id);
      else result.set(id, document);
    }
    return checked(result);
  }

  async #matching(ids: Value[]): Promise<Map<string, string>> {
    const filter: Document = { $and: [{ _id: { $in: ids } }, this.query.query.filter ?? {}] };
    return byId(await this.database.find(this.collection, { filter }));
  }

  async #read(): Promise<Map<string, string>> {
    const limit = Math.min(this.query.query.limit ?? Number.POSITIVE_INFINITY, LARGEST_RESULT + 1);
    return checked(byId(await this.database.find(this.collection, { ...this.query.query, limit })));
  }
}

function checked(result: Map<string, string>): Map<string, string> {
  if (result.size <= LARGEST_RESULT) return result;
  throw new RealtimeError('SYS_ERR', `a watch covers at most ${LARGEST_RESULT} records; narrow the query down`);
}

function byId(documents: readonly Document[]): Map<string, string> {
  return new Map(documents.map((document) => [idOf(document._id!), JSON.stringify(encodePlain(document))]));
}

/** Ids are text, except in collections that were filled otherwise. */
function idOf(id: Value): string {
  return typeof id === 'string' ? id : JSON.stringify(encodePlain(id));
}

/** What leads from one result to the other: who left, who changed, who came. */
function difference(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  changes: ReadonlyMap<string, Change>,
): WatchEvent[] {
  const events: WatchEvent[] = [];
  const add = (DocID: string, DataType: WatchEvent['DataType'], QueueType: WatchEvent['QueueType'], Doc: string) =>
    events.push({ ID: 0, DataType, QueueType, DocID, Doc });
  for (const [id, text] of before) {
    if (after.has(id)) continue;
    const change = changes.get(id);
    if (!change) add(id, 'limit', 'dequeue', text);
    else if (change.after === undefined) add(id, 'remove', 'dequeue', '');
    else add(id, 'replace', 'dequeue', JSON.stringify(encodePlain(change.after)));
  }
  for (const [id, text] of after) {
    const old = before.get(id);
    if (old === text) continue;
    const change = changes.get(id);
    if (old !== undefined) add(id, 'replace', 'update', text);
    else if (!change) add(id, 'limit', 'enqueue', text);
    else add(id, change.before === undefined ? 'add' : 'replace', 'enqueue', text);
  }
  return events;
}
