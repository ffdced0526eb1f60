import { encodeText } from '../codec/encode.js';
import { writeFailed } from '../errors.js';
import { type Document, isDocument, typeName, type Value } from '../values/types.js';
import { readPlace } from './path.js';

/**
 * Puts positions in the place of `$` (the element that the filter matched) and `$[]` (every element).
 * @returns one path, or one for each element
 * @throws CloudError when there is no matched element, or no array
 */
export function resolvePositions(
  document: Document,
  components: readonly string[],
  position?: (arrayPath: string) => number | undefined,
): string[][] {
  const at = components.findIndex((component) => component.startsWith('$'));
  if (at < 0) return [components as string[]];
  const before = components.slice(0, at);
  const after = components.slice(at + 1);
  const resolve = (index: number | string) =>
    resolvePositions(document, [...before, String(index), ...after], position);
  if (components[at] === '$') {
    const index = position?.(before.join('.'));
    if (index === undefined) {
      throw writeFailed('The positional operator did not find the match needed from the query.');
    }
    return resolve(index);
  }
  const identifier = components[at]!.slice(2, -1);
  if (identifier !== '')
    throw writeFailed(
      `No array filter found for identifier '${identifier}' in path '${components.join('.')}' (CloudBase's protocol carries no arrayFilters)`,
    );
  const array = valueAt(document, before);
  if (array === undefined) {
    throw writeFailed(`The path '${before.join('.')}' must exist in the document in order to apply array updates.`);
  }
  if (!Array.isArray(array)) {
    throw writeFailed(
      `Cannot apply array updates to non-array element ${before.at(-1)}: ${encodeText(array)} of type ${typeName(array)}`,
    );
  }
  return array.flatMap((_, index) => resolve(index));
}

function valueAt(document: Document, components: readonly string[]): Value | undefined {
  let current: Value | undefined = document;
  for (const key of components) {
    if (!isDocument(current) && !Array.isArray(current)) return undefined;
    current = readPlace({ holder: current, key });
  }
  return current;
}
