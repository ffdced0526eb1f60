/** One index of a collection, as the deploy provisions it. */
export interface IndexDeclaration {
  name: string;
  keys: readonly (readonly [field: string, direction: 1 | -1])[];
  unique?: boolean;
}

/** A collection as the deploy provisions it: closed to clients, reached through functions alone. */
export interface CollectionDeclaration {
  name: string;
  indexes: readonly IndexDeclaration[];
  /** Types of the events that happen to its documents. */
  emits?: readonly string[];
}

/** Declares a collection next to the module that owns it. */
export function declareCollection(name: string, indexes: readonly IndexDeclaration[] = []): CollectionDeclaration {
  return { name, indexes };
}

/** Declares a collection whose documents have an outbox for `events`; `emitting()` makes it. */
export function declareEmittingCollection(
  name: string,
  events: readonly { type: string }[],
  indexes: readonly IndexDeclaration[] = [],
): CollectionDeclaration {
  const outbox: IndexDeclaration = { name: 'outbox_at', keys: [['outbox.at', 1]] };
  return { name, indexes: [...indexes, outbox], emits: events.map(({ type }) => type) };
}
