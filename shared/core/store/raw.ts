import { cloudCall } from '../cloud-call.js';
import { sdk } from './cloud.js';

/** A document of whatever kind, as the database keeps it. */
export type RawDocument = Readonly<Record<string, unknown>> & { _id: string };

/** Ids after one and up to another, in the order of the database; null is without end. */
export interface IdRange {
  after: string | null;
  upTo: string | null;
}

/**
 * The first documents of a collection whose ids lie in `range`, in the order of their ids, as the database keeps them. One round
 * trip.
 * @param fields those that are needed; all of them unless said
 */
export function rawDocuments(
  name: string,
  { after, upTo }: IdRange,
  limit: number,
  fields?: readonly string[],
): Promise<RawDocument[]> {
  const _ = database().command;
  const bounds = [...(after === null ? [] : [_.gt(after)]), ...(upTo === null ? [] : [_.lte(upTo)])];
  const where = bounds.length === 0 ? {} : { _id: bounds.length === 1 ? bounds[0] : _.and(bounds as never) };
  return read(name, where, limit, fields);
}

/** The documents with these ids, at most 1,000; those that are gone are absent. One round trip. */
export function rawDocumentsOf(name: string, ids: readonly string[]): Promise<RawDocument[]> {
  return read(name, { _id: database().command.in([...ids]) }, ids.length);
}

/** Whether the platform refused a query because its answer would be too large. */
export function isTooLarge(error: unknown): boolean {
  const { message = '', errMsg = '', errCode = '', code = '' } = (error ?? {}) as Record<string, unknown>;
  return `${message} ${errMsg} ${errCode} ${code}`.includes('EXCEED_MAX_RESPONSE_SIZE');
}

function read(name: string, where: object, limit: number, fields?: readonly string[]): Promise<RawDocument[]> {
  let query = database().collection(name).where(where);
  if (fields) query = query.field(Object.fromEntries(fields.map((field) => [field, true])));
  return cloudCall('database-find', name, async () => {
    const { data } = (await query.orderBy('_id', 'asc').limit(limit).get()) as unknown as { data: RawDocument[] };
    return data;
  });
}

function database() {
  return sdk().database({ throwOnNotFound: false } as never);
}
