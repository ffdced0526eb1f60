import { encodePlain, encodeText } from '../codec/encode.js';
import { invalidParameter } from '../errors.js';
import type { Document } from '../values/types.js';
import { type DatabaseAction, isOperatorChange, pipelineOf } from './common.js';
import { checkAnswer, type Fields } from './fields.js';

/** Actions of tcb-admin-node: documents travel as plain JSON, in transactions as EJSON text (wire protocol 4.2). */
export const oldActions: Record<string, DatabaseAction> = {
  'database.addDocument': async (database, fields) => {
    const [_id] = await database.insert(fields.collection, [newDocument(fields)]);
    return { data: { _id } };
  },

  'database.queryDocument': async (database, fields) => {
    const sort = sortOf(fields.raw('order'));
    const projection = fields.optionalDocument('projection');
    const query = {
      filter: fields.filter,
      skip: fields.count('offset') ?? 0,
      limit: fields.limit(),
      ...(sort && { sort }),
      ...(projection && { projection }),
    };
    const documents = await database.find(fields.collection, query);
    const list = documents.map(encodePlain);
    checkAnswer(list.map((document) => JSON.stringify(document)));
    const whole = query.skip === 0 && documents.length < query.limit;
    const total = whole ? documents.length : await database.count(fields.collection, query.filter);
    return { data: { list }, TotalCount: total, Limit: query.limit, Offset: query.skip };
  },

  'database.countDocument': async (database, fields) => ({
    data: { total: await database.count(fields.collection, fields.filter) },
  }),

  'database.updateDocument': async (database, fields) => {
    const { matched, modified, upsertedId } = await database.update(fields.collection, {
      filter: fields.filter,
      change: fields.document('data'),
      replace: !fields.flag('merge'),
      multi: fields.flag('multi'),
      upsert: fields.flag('upsert'),
    });
    const updated = fields.flag('merge') ? modified : matched;
    const upsert = upsertedId === undefined ? {} : { upserted_id: upsertedId, upsert_id: upsertedId };
    return { data: { updated, ...upsert } };
  },

  'database.deleteDocument': async (database, fields) => ({
    data: { deleted: await database.remove(fields.collection, fields.filter, fields.flag('multi')) },
  }),

  /** The list is one string of JSON, of strings of EJSON. */
  'database.aggregate': async (database, fields) => ({
    data: { list: JSON.stringify(await database.aggregateText(fields.collection, pipelineOf(fields))) },
  }),

  'database.getInTransaction': async (database, fields) => {
    const query = { filter: fields.filter, limit: 1 };
    const [text = 'null'] = await database.findText(fields.collection, query, transactionOf(fields));
    return { data: text };
  },

  'database.insertDocInTransaction': async (database, fields) => {
    const [_id] = await database.insert(fields.collection, [newDocument(fields)], transactionOf(fields));
    return { inserted: '1', ok: '1', _id };
  },

  'database.updateDocInTransaction': async (database, fields) => {
    const change = fields.document('data');
    const request = {
      filter: fields.filter,
      change,
      replace: !isOperatorChange(change),
      upsert: fields.flag('upsert'),
    };
    const result = await database.update(fields.collection, request, transactionOf(fields));
    const updated = String(request.replace ? result.matched : result.modified);
    if (result.upsertedId === undefined) return { updated };
    return { updated, upserted: encodeText([{ _id: result.upsertedId }]) };
  },

  'database.deleteDocInTransaction': async (database, fields) => ({
    deleted: String(await database.remove(fields.collection, fields.filter, false, transactionOf(fields))),
  }),
};

/** An `_id` may stand beside the document. */
function newDocument(fields: Fields): Document {
  const document = fields.document('data');
  return fields.has('_id') ? { ...document, _id: fields.text('_id') } : document;
}

const transactionOf = (fields: Fields) => ({ transaction: fields.text('transactionId') });

function sortOf(order: unknown): Document | undefined {
  if (order === undefined || order === null) return undefined;
  if (!Array.isArray(order)) throw invalidParameter('order must be an array of {field, direction}');
  const fields = order.map((entry: unknown) => {
    const { field, direction } = (entry ?? {}) as { field?: unknown; direction?: unknown };
    if (typeof field !== 'string' || (direction !== 'asc' && direction !== 'desc')) {
      throw invalidParameter('order must be an array of {field, direction: "asc" or "desc"}');
    }
    return [field, direction === 'asc' ? 1 : -1] as const;
  });
  return Object.fromEntries(fields);
}
