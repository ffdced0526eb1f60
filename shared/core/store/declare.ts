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
}

/** Declares a collection next to the module that owns it. */
export function declareCollection(name: string, indexes: readonly IndexDeclaration[] = []): CollectionDeclaration {
  return { name, indexes };
}
