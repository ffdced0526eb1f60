import { decodeJson, decodeText } from '../database/codec/decode.js';
import type { Database, Document, Query } from '../database/index.js';
import { HttpError } from '../kernel/http.js';
import { type Fields, invalid, post } from './api.js';
import type { ConsoleParts } from './parts.js';

const ROWS = 1_000;
/** Of documents in one answer; the first is always there, however large. */
const MOST_CHARACTERS = 24 * 1024 * 1024;

/**
 * Documents, written as EJSON:
 * `POST documents/query` `{env, collection, filter?, sort?, projection?, skip?, limit?}`, answered with `left` that
 * did not fit any more; `POST documents/explain`;
 * `POST documents/insert` `{document}`, `POST documents/replace` `{before, document}`, `POST documents/remove` `{before}`:
 * the last two only as long as the document is what `before` says.
 */
export function documentRoutes({ kernel, database }: ConsoleParts) {
  const now = () => kernel.clock.now();
  const engineOf = (body: Fields): [Database, string] => {
    const engine = database.forEnvironment(body.env(kernel));
    const collection = body.text('collection');
    if (engine.hasCollection(collection)) return [engine, collection];
    throw new HttpError(404, 'DATABASE_COLLECTION_NOT_EXIST', `there is no collection ${collection}`);
  };
  const documentOf = (body: Fields, name: string): Document => {
    const value = body.raw(name);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return decodeJson(value, now()) as Document;
    throw invalid(name, 'must be an object');
  };
  const optionalDocument = (body: Fields, name: string) =>
    body.raw(name) === undefined ? undefined : documentOf(body, name);
  const queryOf = (body: Fields): Query => ({
    filter: optionalDocument(body, 'filter') ?? {},
    sort: optionalDocument(body, 'sort'),
    projection: optionalDocument(body, 'projection'),
    skip: body.count('skip', 0, 1e9),
    limit: body.count('limit', 20, ROWS),
  });

  return [
    post('documents/query', async (body) => {
      const [engine, collection] = engineOf(body);
      const query = queryOf(body);
      const began = performance.now();
      const texts = await engine.findText(collection, query);
      const milliseconds = performance.now() - began;
      const total = await engine.count(collection, query.filter ?? {});
      const fitting = whatFits(texts);
      const documents = fitting.map((text) => JSON.parse(text) as unknown);
      return { documents, left: texts.length - fitting.length, total, milliseconds };
    }),
    post('documents/explain', (body) => {
      const [engine, collection] = engineOf(body);
      return engine.explain(collection, queryOf(body));
    }),
    post('documents/insert', async (body) => {
      const [engine, collection] = engineOf(body);
      const [id] = await engine.insert(collection, [documentOf(body, 'document')]);
      return find(engine, collection, { _id: id! });
    }),
    post('documents/replace', async (body) => {
      const [engine, collection] = engineOf(body);
      const document = documentOf(body, 'document');
      const { _id: id } = documentOf(body, 'before');
      await ifUnchanged(body, engine, collection, async (filter, scope) => {
        const change = { filter, change: { ...document, _id: id! }, replace: true };
        await engine.update(collection, change, scope);
      });
      return find(engine, collection, { _id: id! });
    }),
    post('documents/remove', async (body) => {
      const [engine, collection] = engineOf(body);
      await ifUnchanged(body, engine, collection, async (filter, scope) => {
        await engine.remove(collection, filter, false, scope);
      });
    }),
  ];

  /** Does `work` on the document `before` as long as it still is what the page was given. @throws HttpError 404, 409 */
  async function ifUnchanged(
    body: Fields,
    engine: Database,
    collection: string,
    work: (filter: Document, scope: { transaction: string }) => Promise<void>,
  ): Promise<void> {
    const { _id: id } = documentOf(body, 'before');
    if (id === undefined) throw invalid('before', 'must have an _id');
    const transaction = engine.begin();
    try {
      const [current] = await engine.findText(collection, { filter: { _id: id }, limit: 1 }, { transaction });
      if (current === undefined) throw new HttpError(404, 'NOT_FOUND', 'the document has been removed meanwhile');
      if (!isSame(current, body.raw('before'))) {
        throw new HttpError(409, 'CHANGED_MEANWHILE', 'the document was changed meanwhile; load it again');
      }
      await work({ _id: id }, { transaction });
      await engine.commit(transaction);
    } catch (error) {
      engine.abort(transaction);
      throw error;
    }
  }

  /** Whether a stored text says the same as what a page was given of it. */
  function isSame(current: string, before: unknown): boolean {
    return current === JSON.stringify(before) || equal(decodeText(current, now()), decodeJson(before, now()));
  }
}

/** Documents from the beginning, as many as one answer should hold. */
function whatFits(texts: readonly string[]): readonly string[] {
  let size = 0;
  const end = texts.findIndex((text, at) => {
    size += text.length;
    return at > 0 && size > MOST_CHARACTERS;
  });
  return end === -1 ? texts : texts.slice(0, end);
}

async function find(engine: Database, collection: string, filter: Document): Promise<unknown> {
  const [text] = await engine.findText(collection, { filter, limit: 1 });
  return text === undefined ? null : (JSON.parse(text) as unknown);
}

function equal(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
