import { encodeText } from '../codec/encode.js';
import { sortKey } from '../sort.js';
import { splitPath } from '../values/path.js';
import type { Document } from '../values/types.js';
import type { IndexField } from './index-definition.js';

/** MongoDB's text for a second document with a key of a unique index. */
export function duplicateKey(
  env: string,
  collection: string,
  index: string,
  fields: readonly IndexField[],
  document: Document,
): string {
  const parts = fields.map(({ field }) => {
    const value = sortKey(document, { path: field, components: splitPath(field), direction: 1 });
    return `${field}: ${encodeText(value ?? null)}`;
  });
  return `E11000 duplicate key error collection: ${env}.${collection} index: ${index} dup key: { ${parts.join(', ')} }`;
}
