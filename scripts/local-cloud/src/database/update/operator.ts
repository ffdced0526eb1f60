import type { FilterContext } from '../match/compile.js';
import type { Document, Value } from '../values/types.js';
import type { Place } from './path.js';

/** What an update is applied for. */
export interface UpdateContext extends FilterContext {
  /** Milliseconds since the epoch, for `$currentDate`. */
  now: number;
}

/** Changes one place of a document. */
export interface PlaceChange {
  /** Makes the documents that are missing on the way. */
  create: boolean;
  /** Refuses a path that runs into a value without fields, where others leave it alone. */
  viable?: boolean;
  /** @param path the place's path, for error texts */
  apply(place: Place, path: string, document: Document): void;
}

/** Reads an operator's operand for one path. @throws CloudError with MongoDB's text when it is not valid */
export type UpdateOperator = (operand: Value, path: string, context: UpdateContext) => PlaceChange;
