import { requestFailed } from '../errors.js';
import { geoIndexValue } from '../geo/latitude.js';
import { inverted, keyOf } from '../keystring.js';
import { type Document, isDocument, type Value } from '../values/types.js';
import type { IndexField } from './index-definition.js';

/** The keys of one document in one index. */
export interface IndexKeys {
  keys: Buffer[];
  /** Fields, by place in the index, whose value came out of an array. */
  multikey: Set<number>;
}

interface Notes {
  multikey: Set<number>;
  geographical: readonly boolean[];
}

type Remaining = readonly string[] | undefined;

/** Makes the keys of a document. @throws CloudError when two of the fields are different arrays, as in MongoDB */
export function indexKeys(document: Document, fields: readonly CompiledField[]): IndexKeys {
  const multikey = new Set<number>();
  const keys = new Map<string, Buffer>();
  const paths = fields.map(({ components }) => components);
  const geographical = fields.map(({ direction }) => typeof direction === 'string');
  for (const values of expand(document, paths, new Array(fields.length).fill(null), { multikey, geographical })) {
    const key = Buffer.concat(values.map((value, at) => fieldKey(value, fields[at]!)));
    keys.set(key.toString('latin1'), key);
  }
  return { keys: [...keys.values()], multikey };
}

export interface CompiledField extends IndexField {
  components: string[];
}

const fieldKey = (value: Value | undefined, { direction }: CompiledField) =>
  direction === -1 ? inverted(keyOf(value)) : keyOf(value);

/** @param remaining what is left of each field's path below `document`; undefined where `values` has it already */
function expand(
  document: Document,
  remaining: readonly Remaining[],
  values: readonly (Value | undefined)[],
  notes: Notes,
): (Value | undefined)[][] {
  const found = values.slice();
  let array: Value[] | undefined;
  const below: Remaining[] = remaining.map((path, at) => {
    if (path === undefined) return undefined;
    const { value, rest } = follow(document, path);
    if (notes.geographical[at]) {
      found[at] = geoIndexValue(value);
      return undefined;
    }
    if (!Array.isArray(value)) {
      found[at] = value ?? null;
      return undefined;
    }
    if (array && array !== value) throw requestFailed('cannot index parallel arrays');
    array = value;
    notes.multikey.add(at);
    return rest;
  });
  if (!array) return [found];
  if (array.length === 0) return [found.map((value, at) => emptyArrayValue(value, below[at]))];
  return (array as Value[]).flatMap((element) => expandElement(element, below, found, notes));
}

/** An empty array is indexed as undefined; a field below one as null. */
function emptyArrayValue(value: Value | undefined, rest: Remaining): Value | undefined {
  if (rest === undefined) return value;
  return rest.length === 0 ? undefined : null;
}

function expandElement(
  element: Value,
  below: readonly Remaining[],
  found: readonly (Value | undefined)[],
  notes: Notes,
): (Value | undefined)[][] {
  const values = found.map((value, at) => (below[at]?.length === 0 ? element : value));
  const deeper = below.map((rest) => (rest === undefined || rest.length === 0 ? undefined : rest));
  if (isDocument(element)) return expand(element, deeper, values, notes);
  return [values.map((value, at) => (deeper[at] ? null : value))];
}

/** Follows a path through documents, up to its end or the first array. */
function follow(document: Document, path: readonly string[]): { value: Value | undefined; rest: readonly string[] } {
  let current: Value | undefined = document;
  for (let at = 0; at < path.length; at++) {
    if (Array.isArray(current)) return { value: current, rest: path.slice(at) };
    current = isDocument(current) && Object.hasOwn(current, path[at]!) ? current[path[at]!] : undefined;
    if (current === undefined) return { value: undefined, rest: [] };
  }
  return { value: current, rest: [] };
}
