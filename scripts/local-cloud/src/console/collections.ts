import type { IndexDirection } from '../database/index.js';
import { get, invalid, post } from './api.js';
import type { ConsoleParts } from './parts.js';

/**
 * `GET collections?env=`, with their indexes; `POST collections/create`, `…/drop`, `…/strict` `{env, collection, strict}`;
 * `POST indexes/create` `{env, collection, name?, unique, fields: [{field, direction}]}`, `POST indexes/drop`.
 */
export function collectionRoutes({ kernel, database }: ConsoleParts) {
  const engineOf = (env: string) => database.forEnvironment(env);
  return [
    get('collections', (query) => {
      const engine = engineOf(query.env(kernel));
      return engine.listCollections().map((one) => ({ ...one, indexes: engine.listIndexes(one.name) }));
    }),
    post('collections/create', async (body) => {
      await engineOf(body.env(kernel)).createCollection(body.text('collection'));
    }),
    post('collections/drop', async (body) => {
      await engineOf(body.env(kernel)).dropCollection(body.text('collection'));
    }),
    post('collections/strict', async (body) => {
      await engineOf(body.env(kernel)).setStrict(body.text('collection'), body.flag('strict'));
    }),
    post('indexes/create', (body) => {
      const name = body.optional('name');
      const request = { ...(name && { name }), unique: body.flag('unique'), fields: fieldsOf(body.raw('fields')) };
      return engineOf(body.env(kernel)).createIndex(body.text('collection'), request);
    }),
    post('indexes/drop', async (body) => {
      await engineOf(body.env(kernel)).dropIndex(body.text('collection'), body.text('name'));
    }),
  ];
}

function fieldsOf(value: unknown): { field: string; direction: IndexDirection }[] {
  if (!Array.isArray(value) || value.length === 0) throw invalid('fields', 'must be a list of {field, direction}');
  return value.map((one: unknown) => {
    const { field, direction } = (one ?? {}) as Record<string, unknown>;
    if (typeof field !== 'string' || field === '') throw invalid('fields', 'every one needs the name of a field');
    if (direction !== 1 && direction !== -1 && direction !== '2d' && direction !== '2dsphere') {
      throw invalid('fields', 'direction must be 1, -1, 2d or 2dsphere');
    }
    return { field, direction };
  });
}
