import { invalidParameter, requestFailed } from '../errors.js';
import { limits } from '../limits.js';
import { isPosition, splitPath } from '../values/path.js';

/** How one field of an index is ordered; the last two are geographical. */
export type IndexDirection = 1 | -1 | '2d' | '2dsphere';

export interface IndexField {
  field: string;
  direction: IndexDirection;
}

/** An index as CloudBase has them: no sparse, partial or expiring ones. */
export interface IndexDefinition {
  name: string;
  fields: IndexField[];
  unique: boolean;
}

/** What is asked for; a name is made as MongoDB makes it when there is none. */
export interface IndexRequest {
  name?: string;
  fields: IndexField[];
  unique?: boolean;
}

/** Fills in and checks an index. @throws CloudError naming what is wrong */
export function defineIndex({ name, fields, unique = false }: IndexRequest): IndexDefinition {
  if (fields.length === 0) throw invalidParameter('an index needs at least one field');
  if (fields.length > limits.fieldsPerIndex) {
    throw invalidParameter(`an index has at most ${limits.fieldsPerIndex} fields`);
  }
  for (const { field, direction } of fields) checkField(field, direction);
  if (new Set(fields.map(({ field }) => field)).size < fields.length) {
    throw invalidParameter('an index names a field only once');
  }
  const geo = fields.filter(({ direction }) => typeof direction === 'string');
  if (geo.length > 0 && unique) throw invalidParameter('a geographical index cannot be unique');
  if (geo.length > 1) throw invalidParameter('an index has at most one geographical field');
  const made = name ?? fields.map(({ field, direction }) => `${field}_${direction}`).join('_');
  if (made === '' || made.length > 128 || made.includes('\0'))
    throw invalidParameter(`not a name of an index: ${made}`);
  return { name: made, fields: fields.map(({ field, direction }) => ({ field, direction })), unique };
}

function checkField(field: string, direction: IndexDirection): void {
  const components = splitPath(field);
  if (components.some((component) => component === '' || component.startsWith('$'))) {
    throw requestFailed(`Index keys cannot contain an empty field, or a field that begins with '$': ${field}`);
  }
  if (components.some(isPosition)) {
    throw requestFailed(`the local cloud does not index array positions: ${field}`);
  }
  if (![1, -1, '2d', '2dsphere'].includes(direction)) {
    throw requestFailed(`the direction of ${field} must be 1, -1, 2d or 2dsphere, not ${direction}`);
  }
}
