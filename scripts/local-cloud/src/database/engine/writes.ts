import { randomBytes } from 'node:crypto';
import { CloudError } from '../../kernel/cloud-error.js';
import { checkStorable } from '../codec/storable.js';
import { invalidOperator, requestFailed, writeFailed } from '../errors.js';
import { limits } from '../limits.js';
import { isOperators } from '../match/compile.js';
import { matchedPosition } from '../match/position.js';
import type { CollectionStore } from '../store/collection-store.js';
import { Row } from '../store/row.js';
import { compileUpdate, immutableId } from '../update/compile.js';
import type { UpdateContext } from '../update/operator.js';
import { clone } from '../values/clone.js';
import { equal } from '../values/compare.js';
import { fieldOf, splitPath } from '../values/path.js';
import { type Document, isDocument, isRegExp, type Value } from '../values/types.js';
import type { UpdateRequest, UpdateResult } from './interface.js';
import { prepareQuery } from './prepare.js';
import type { PlannedWrite, View } from './view.js';

/** A new `_id`: 32 hex characters, as CloudBase makes them. */
export const newId = (): string => randomBytes(16).toString('hex');

/** Inserts documents in their order; one that fails leaves those before it. */
export function insertDocuments(view: View, store: CollectionStore, documents: readonly Document[]): Value[] {
  if (documents.length === 0) throw requestFailed('there is no document to insert');
  if (documents.length > limits.insertBatch) {
    throw requestFailed(`at most ${limits.insertBatch} documents are inserted at once, not ${documents.length}`);
  }
  const writes = untilFailure(documents, (document): PlannedWrite => {
    checkStorable(document);
    return { before: undefined, after: Row.of(0, document) };
  });
  apply(view, store, writes);
  return documents.map(({ _id }) => _id!);
}

/** The document with an `_id`, which comes first, as in MongoDB. */
export function withId(document: Document): Document {
  const { _id, ...fields } = document;
  return { _id: _id === undefined || _id === null || _id === '' ? newId() : _id, ...fields };
}

/** What an update did, with the document as it is afterwards when it was one. */
export interface UpdateOutcome extends UpdateResult {
  after: Document | undefined;
}

/** Changes what matches, or inserts when nothing does and it is an upsert. */
export function updateDocuments(
  view: View,
  store: CollectionStore,
  request: UpdateRequest,
  context: UpdateContext,
): UpdateOutcome {
  const { filter, multi = false, upsert = false } = request;
  const change = compileChange(request, context);
  const query = prepareQuery(store, { filter, ...(multi ? {} : { limit: 1 }) }, context);
  const rows = view.read(query);
  if (rows.length === 0 && upsert) {
    const document = withId(change.onInsert(equalityFields(filter)));
    const [id] = insertDocuments(view, store, [document]);
    return { matched: 0, modified: 0, upsertedId: id!, after: document };
  }
  const writes = untilFailure(rows, (row): PlannedWrite => {
    const after = change.apply(row.document, (path) => matchedPosition(filter, row.document, path, context));
    return { before: row, after: Row.of(row.rowid, after) };
  });
  const changed = writes.planned.filter(({ before, after }) => before!.text !== after!.text);
  apply(view, store, { planned: changed, failure: writes.failure });
  return { matched: rows.length, modified: changed.length, after: writes.planned[0]?.after?.document };
}

/** Removes what matches. @returns how many */
export function removeDocuments(
  view: View,
  store: CollectionStore,
  filter: Document,
  multi: boolean,
  context: UpdateContext,
): number {
  const rows = view.read(prepareQuery(store, { filter, ...(multi ? {} : { limit: 1 }) }, context));
  apply(view, store, { planned: rows.map((before) => ({ before, after: undefined })) });
  return rows.length;
}

interface Writes {
  planned: PlannedWrite[];
  /** Why the one after these cannot be written. */
  failure?: CloudError | undefined;
}

function untilFailure<T>(items: readonly T[], plan: (item: T) => PlannedWrite): Writes {
  const planned: PlannedWrite[] = [];
  for (const item of items) {
    try {
      planned.push(plan(item));
    } catch (error) {
      if (error instanceof CloudError) return { planned, failure: error };
      throw error;
    }
  }
  return { planned };
}

function apply(view: View, store: CollectionStore, { planned, failure }: Writes): void {
  view.claim(store, planned);
  for (const write of planned) view.write(store, write);
  if (failure) throw failure;
}

interface CompiledChange {
  apply(document: Document, position: (arrayPath: string) => number | undefined): Document;
  onInsert(base: Document): Document;
}

function compileChange({ change, replace = false, multi }: UpdateRequest, context: UpdateContext): CompiledChange {
  if (!replace) {
    if (Object.keys(change).length === 0) return { apply: (document) => document, onInsert: (base) => base };
    const updater = compileUpdate(change, context);
    return { apply: updater.apply, onInsert: updater.applyOnInsert };
  }
  if (multi) throw requestFailed('multi update is not supported for replacement-style update');
  const operator = Object.keys(change).find((field) => field.startsWith('$'));
  if (operator) throw invalidOperator(operator, 'the replacement document');
  checkStorable(change);
  return {
    apply(document) {
      if (change._id !== undefined && !equal(change._id, document._id)) throw immutableId();
      return { _id: document._id!, ...withoutId(change) };
    },
    onInsert: (base) => ({ ...('_id' in base ? { _id: base._id! } : {}), ...clone(change) }),
  };
}

function withoutId({ _id, ...fields }: Document): Document {
  return clone(fields);
}

/** The fields that a filter binds to one value: what an upsert starts from. */
function equalityFields(filter: Document): Document {
  const base: Document = {};
  collectEqualities(filter, base);
  return base;
}

function collectEqualities(filter: Document, base: Document): void {
  for (const [path, operand] of Object.entries(filter)) {
    if (path === '$and' && Array.isArray(operand)) {
      for (const branch of operand) if (isDocument(branch)) collectEqualities(branch, base);
    }
    if (path.startsWith('$')) continue;
    const value = isOperators(operand) ? singleValue(operand) : operand;
    if (value !== undefined && !isRegExp(value)) setPath(base, splitPath(path), clone(value));
  }
}

function singleValue(operators: Document): Value | undefined {
  if (operators.$eq !== undefined) return operators.$eq;
  for (const list of [operators.$in, operators.$all]) {
    if (Array.isArray(list) && list.length === 1 && !isRegExp(list[0])) return list[0];
  }
  return undefined;
}

function setPath(base: Document, components: string[], value: Value): void {
  let holder = base;
  for (const component of components.slice(0, -1)) {
    const next = fieldOf(holder, component) ?? {};
    if (!isDocument(next))
      throw writeFailed(`cannot infer query fields to set, path '${components.join('.')}' is matched twice`);
    holder[component] = next;
    holder = next;
  }
  const last = components.at(-1)!;
  if (fieldOf(holder, last) !== undefined) {
    throw writeFailed(`cannot infer query fields to set, path '${components.join('.')}' is matched twice`);
  }
  holder[last] = value;
}
