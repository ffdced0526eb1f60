import { act } from './api.js';
import { parseOptional } from './json.js';
import type { Explanation, Json } from './types.js';

/** What is asked of a collection, as it stands in the address: JSON texts, or nothing. */
export interface QueryTexts {
  filter: string;
  sort: string;
  projection: string;
}

export interface Page {
  documents: Json[];
  /** Matching documents of this page that one answer could not hold any more. */
  left: number;
  total: number;
  milliseconds: number;
}

interface Place {
  env: string;
  collection: string;
}

function bodyOf(place: Place, { filter, sort, projection }: QueryTexts) {
  return {
    ...place,
    filter: parseOptional(filter),
    sort: parseOptional(sort),
    projection: parseOptional(projection),
  };
}

export const findDocuments = (place: Place, texts: QueryTexts, skip: number, limit: number): Promise<Page> =>
  act('documents/query', { ...bodyOf(place, texts), skip, limit });

export const explainQuery = (place: Place, texts: QueryTexts, limit: number): Promise<Explanation> =>
  act('documents/explain', { ...bodyOf(place, texts), limit });

/** The fields that most documents have, `_id` first: the columns of a table of them. */
export function fieldsOf(documents: readonly Json[], most: number): string[] {
  const counts = new Map<string, number>();
  for (const document of documents) {
    for (const field of Object.keys(document)) counts.set(field, (counts.get(field) ?? 0) + 1);
  }
  counts.delete('_id');
  const others = [...counts].sort(([, a], [, b]) => b - a).map(([field]) => field);
  return ['_id', ...others.slice(0, most - 1)];
}
