import type { ActionDescription, Description } from './describe.js';
import type { JsonSchema, SchemaTable } from './json-schema.js';
import { isForClients } from './policy.js';

/** What callers of an action were promised. */
export interface PublishedAction {
  title: string;
  access: string;
  idempotent?: string;
  deprecated?: { since: string; use: string };
  errors: readonly string[];
  input: JsonSchema;
  output: JsonSchema;
}

/** The contracts that clients in the field were built against. */
export interface PublishedContracts {
  actions: Readonly<Record<string, PublishedAction>>;
  schemas: SchemaTable;
}

/** What a description promises to callers. Actions that nobody can call from outside promise nothing. */
export function promisesOf({ actions, schemas }: Description): PublishedContracts {
  const callable = actions.filter(isForClients);
  return { actions: Object.fromEntries(callable.map((action) => [action.name, promise(action)])), schemas };
}

function promise({ title, access, idempotent, deprecated, errors, input, output }: ActionDescription): PublishedAction {
  return {
    title,
    access,
    ...(idempotent && { idempotent }),
    ...(deprecated && { deprecated }),
    errors: [...errors].sort(),
    input,
    output,
  };
}
