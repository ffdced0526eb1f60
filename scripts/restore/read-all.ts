import type { Connection } from '../deploy/connection.js';
import { patiently } from './patience.js';

const PAGE = 1000;

/** All documents of a collection, in the order of their ids, a thousand at a time. */
export async function* readAll<T extends { _id: string }>(
  db: Connection['db'],
  name: string,
  fields?: readonly string[],
): AsyncGenerator<T> {
  const _ = db.command;
  for (let last: string | undefined; ; ) {
    let query = db.collection(name).where(last === undefined ? {} : { _id: _.gt(last) });
    if (fields) query = query.field(Object.fromEntries(fields.map((field) => [field, true])));
    const { data } = (await patiently(() => query.orderBy('_id', 'asc').limit(PAGE).get())) as unknown as { data: T[] };
    yield* data;
    last = data.at(-1)?._id;
    if (data.length < PAGE) return;
  }
}
