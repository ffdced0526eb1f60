import { encodeText } from '../codec/encode.js';
import { writeFailed } from '../errors.js';
import { isPosition } from '../values/path.js';
import { type Document, isDocument, type Value } from '../values/types.js';

/** A place in a document: the document or array that holds it, and its name or position there. */
export interface Place {
  holder: Document | Value[];
  key: string;
}

/** Elements that an update may have an array padded with, as in MongoDB. */
const longestPadding = 1_500_000;

/**
 * Finds the place of a path, making the documents that are missing on the way when `create` is set.
 * @param viable refuses a path that runs into a value without fields; else there is no place
 * @returns undefined when the place does not exist and is not to be made
 * @throws CloudError when a value on the way cannot hold fields
 */
export function findPlace(
  document: Document,
  components: readonly string[],
  create: boolean,
  viable = create,
): Place | undefined {
  let holder: Document | Value[] = document;
  for (let at = 0; at < components.length - 1; at++) {
    const key = components[at]!;
    const next = readPlace({ holder, key });
    if (next === undefined) {
      if (!create) return undefined;
      const made: Document = {};
      writePlace({ holder, key }, made);
      holder = made;
    } else if (isDocument(next) || Array.isArray(next)) {
      if (Array.isArray(next) && !isPosition(components[at + 1]!)) {
        if (!viable) return undefined;
        throw create ? cannotCreate(components[at + 1]!, key, next) : cannotUse(components, at, next);
      }
      holder = next;
    } else {
      if (!viable) return undefined;
      throw create ? cannotCreate(components[at + 1]!, key, next) : cannotUse(components, at, next);
    }
  }
  return { holder, key: components.at(-1)! };
}

const cannotCreate = (field: string, key: string, value: Value) =>
  writeFailed(`Cannot create field '${field}' in element {${key}: ${encodeText(value)}}`);

const cannotUse = (components: readonly string[], at: number, value: Value) =>
  writeFailed(
    `Cannot use the part (${components[at + 1]}) of (${components.join('.')}) to traverse the element ({${components[at]}: ${encodeText(value)}})`,
  );

export function readPlace({ holder, key }: Place): Value | undefined {
  if (Array.isArray(holder)) return isPosition(key) ? holder[Number(key)] : undefined;
  return Object.hasOwn(holder, key) ? holder[key] : undefined;
}

export function writePlace({ holder, key }: Place, value: Value): void {
  if (!Array.isArray(holder)) {
    holder[key] = value;
    return;
  }
  if (!isPosition(key)) throw writeFailed(`Cannot create field '${key}' in element {${encodeText(holder)}}`);
  const position = Number(key);
  if (position > holder.length + longestPadding) {
    throw writeFailed(`can't backfill more than ${longestPadding} elements`);
  }
  while (holder.length < position) holder.push(null);
  holder[position] = value;
}

/** Takes a field away; an element of an array becomes null, as in MongoDB. */
export function clearPlace({ holder, key }: Place): void {
  if (!Array.isArray(holder)) delete holder[key];
  else if (isPosition(key) && Number(key) < holder.length) holder[Number(key)] = null;
}
