import { encodeText } from '../codec/encode.js';
import { invalidParameter } from '../errors.js';
import { type DatabaseAction, pipelineOf } from './common.js';
import { checkAnswer, type Fields } from './fields.js';

/** Actions of @cloudbase/node-sdk and wx-server-sdk: documents travel as strings of EJSON (wire protocol 4.1). */
export const newActions: Record<string, DatabaseAction> = {
  'database.insertDocument': async (database, fields) => {
    const data = fields.raw('data');
    if (!Array.isArray(data)) throw invalidParameter('data must be an array of EJSON documents');
    const documents = data.map((text) => fields.toDocument(text, 'data'));
    const insertedIds = await database.insert(fields.collection, documents, fields.scope);
    return { data: { insertedIds } };
  },

  'database.getDocument': async (database, fields) => {
    const query = queryOf(fields);
    const list = checkAnswer(await database.findText(fields.collection, query, fields.scope));
    return { data: { list, offset: query.skip, limit: query.limit } };
  },

  'database.calculateDocument': async (database, fields) => {
    const total = await database.count(fields.collection, fields.filter, fields.scope);
    return { data: { total } };
  },

  'database.modifyDocument': async (database, fields) => {
    const { matched, modified, upsertedId } = await database.update(
      fields.collection,
      {
        filter: fields.filter,
        change: fields.document('data'),
        replace: !fields.flag('merge'),
        multi: fields.flag('multi'),
        upsert: fields.flag('upsert'),
      },
      fields.scope,
    );
    const updated = fields.flag('merge') ? modified : matched;
    return { data: { updated, ...(upsertedId !== undefined && { upsert_id: upsertedId }) } };
  },

  'database.modifyAndReturnDoc': async (database, fields) => {
    const request = { filter: fields.filter, change: fields.document('data') };
    const document = await database.updateAndReturn(fields.collection, request, fields.scope);
    return { data: document ? { updated: 1, doc: encodeText(document) } : { updated: 0 } };
  },

  'database.removeDocument': async (database, fields) => {
    const deleted = await database.remove(fields.collection, fields.filter, fields.flag('multi'), fields.scope);
    return { data: { deleted } };
  },

  'database.aggregateDocuments': async (database, fields) => ({
    data: { list: await database.aggregateText(fields.collection, pipelineOf(fields)) },
  }),
};

function queryOf(fields: Fields) {
  const sort = fields.optionalDocument('order');
  const projection = fields.optionalDocument('projection');
  return {
    filter: fields.filter,
    skip: fields.count('offset') ?? 0,
    limit: fields.limit(),
    ...(sort && { sort }),
    ...(projection && { projection }),
  };
}
