import { decodeJson, decodeText } from '../database/codec/decode.js';
import type { Document, Query } from '../database/index.js';
import { isDocument } from '../database/values/types.js';
import { RealtimeError } from './messages.js';

/** What a client watches. */
export interface WatchQuery {
  collection: string;
  query: Query;
}

/** CloudBase gives up on results that are larger. */
export const LARGEST_RESULT = 5000;

/**
 * Reads the query of INIT_WATCH: JSON of an EJSON text for `where()`, of an object for `doc()`, and nothing at all, or
 * an empty text, for a whole collection.
 * @throws RealtimeError SYS_ERR, CloudError INVALID_PARAM
 */
export function readQuery(data: Record<string, unknown>, now: number): WatchQuery {
  const { collName, query, limit, orderBy } = data;
  if (typeof collName !== 'string' || collName === '') throw invalid('collName must be a text');
  if (limit !== undefined && limit !== null && !(Number.isSafeInteger(limit) && (limit as number) > 0)) {
    throw invalid('limit must be at least 1');
  }
  const sort = readOrder(orderBy);
  return {
    collection: collName,
    query: {
      filter: readFilter(query, now),
      ...(sort && { sort }),
      ...(typeof limit === 'number' && { limit }),
    },
  };
}

function readFilter(query: unknown, now: number): Document {
  if (query === undefined || query === null || query === '') return {};
  if (typeof query !== 'string') throw invalid('query must be JSON in a text');
  const json = parse(query);
  if (json === '' || json === null) return {};
  const filter = typeof json === 'string' ? decodeText(json, now) : decodeJson(json, now);
  if (!isDocument(filter)) throw invalid('query must be an object');
  return filter;
}

const DIRECTIONS: Record<string, 1 | -1> = { asc: 1, desc: -1, 1: 1, '-1': -1 };

function readOrder(orderBy: unknown): Document | undefined {
  if (typeof orderBy !== 'object' || orderBy === null) return undefined;
  const entries = Object.entries(orderBy).map(([field, direction]) => {
    const known = DIRECTIONS[String(direction)];
    if (known === undefined) throw invalid(`orderBy.${field} must be asc or desc`);
    return [field, known] as const;
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

const invalid = (message: string) => new RealtimeError('SYS_ERR', message);

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw invalid('query must be JSON in a text');
  }
}
