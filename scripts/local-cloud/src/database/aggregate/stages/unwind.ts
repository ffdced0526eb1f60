import { requestFailed } from '../../errors.js';
import { fieldOf, splitPath } from '../../values/path.js';
import { type Document, isDocument, type Value } from '../../values/types.js';
import type { StageCompiler } from '../pipeline.js';

/** `$unwind`: a document for each element; of a value that is no array, the document as it is. */
export const unwind: StageCompiler = (operand) => {
  const spec = typeof operand === 'string' ? { path: operand } : operand;
  if (!isDocument(spec))
    throw requestFailed('expected either a string or an object as specification for $unwind stage');
  const stray = Object.keys(spec).find(
    (key) => !['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(key),
  );
  if (stray) throw requestFailed(`unrecognized option to $unwind stage: ${stray}`);
  const { path, includeArrayIndex: index, preserveNullAndEmptyArrays: preserve = false } = spec;
  if (typeof path !== 'string') throw requestFailed('no path specified to $unwind stage');
  if (!path.startsWith('$')) throw requestFailed(`path option to $unwind stage should be prefixed with a '$': ${path}`);
  if (index !== undefined && (typeof index !== 'string' || index === '' || index.startsWith('$'))) {
    throw requestFailed('includeArrayIndex of $unwind must be a non-empty string that does not begin with $');
  }
  if (typeof preserve !== 'boolean') throw requestFailed('preserveNullAndEmptyArrays of $unwind must be a boolean');
  const components = splitPath(path.slice(1));
  const indexPlace = index === undefined ? undefined : splitPath(index);

  return function* (input) {
    for (const document of input) {
      const value = valueAt(document, components);
      if (Array.isArray(value) && value.length > 0) {
        for (let at = 0; at < value.length; at++) yield placed(document, value[at]!, at);
      } else if (value !== undefined && value !== null && !Array.isArray(value)) {
        yield indexPlace ? placed(document, value, null) : document;
      } else if (preserve) {
        const kept = Array.isArray(value) ? withValue(document, components, undefined) : document;
        yield indexPlace ? withValue(kept, indexPlace, null) : kept;
      }
    }
  };

  function placed(document: Document, value: Value, position: number | null): Document {
    const changed = withValue(document, components, value);
    return indexPlace ? withValue(changed, indexPlace, position) : changed;
  }
};

function valueAt(document: Document, components: readonly string[]): Value | undefined {
  let current: Value | undefined = document;
  for (const component of components) current = isDocument(current) ? fieldOf(current, component) : undefined;
  return current;
}

/** A copy of a document with another value in one place; undefined takes the place away. */
export function withValue(document: Document, components: readonly string[], value: Value | undefined): Document {
  const [field, ...rest] = components as [string, ...string[]];
  const copy = { ...document };
  if (rest.length > 0) {
    const present = fieldOf(document, field);
    const inner = isDocument(present) ? present : {};
    copy[field] = withValue(inner, rest, value);
  } else if (value === undefined) delete copy[field];
  else copy[field] = value;
  return copy;
}
