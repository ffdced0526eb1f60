import { isDocument, type Value } from './types.js';

/** Follows a path; through an array it gives the array of what its elements have. */
export function reach(value: Value | undefined, components: readonly string[], start: number): Value | undefined {
  let current = value;
  for (let at = start; at < components.length; at++) {
    if (Array.isArray(current)) {
      const found: Value[] = [];
      for (const element of current) {
        const result = typeof element === 'object' ? reach(element, components, at) : undefined;
        if (result !== undefined) found.push(result);
      }
      return found;
    }
    if (!isDocument(current) || !Object.hasOwn(current, components[at]!)) return undefined;
    current = current[components[at]!];
  }
  return current;
}
