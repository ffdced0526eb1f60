/** The part of JSON Schema 2020-12 that zod writes. */
export interface JsonSchema {
  $ref?: string;
  type?: string | readonly string[];
  enum?: readonly unknown[];
  /** Clients have to expect values that are not in `enum` yet. */
  'x-extensible'?: boolean;
  const?: unknown;
  properties?: Readonly<Record<string, JsonSchema>>;
  required?: readonly string[];
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  items?: JsonSchema | false;
  prefixItems?: readonly JsonSchema[];
  anyOf?: readonly JsonSchema[];
  oneOf?: readonly JsonSchema[];
  allOf?: readonly JsonSchema[];
  not?: JsonSchema;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  minItems?: number;
  maxItems?: number;
  default?: unknown;
  description?: string;
  examples?: readonly unknown[];
}

/** The types that a schema allows; none means any. */
export function typesOf({ type }: JsonSchema): readonly string[] {
  if (type === undefined) return [];
  return typeof type === 'string' ? [type] : type;
}

/** Schemas that others refer to, by name. */
export type SchemaTable = Readonly<Record<string, JsonSchema>>;

const REFERENCE = '#/components/schemas/';

export const referenceTo = (name: string): JsonSchema => ({ $ref: `${REFERENCE}${name}` });

/** The name that a reference leads to, and undefined for a schema that is no reference. */
export function referredName(schema: JsonSchema): string | undefined {
  return schema.$ref?.slice(REFERENCE.length);
}

/**
 * The schema itself, whatever references lead to it.
 * @throws Error when a reference leads nowhere
 */
export function resolve(schema: JsonSchema, table: SchemaTable): JsonSchema {
  const name = referredName(schema);
  if (name === undefined) return schema;
  const target = table[name];
  if (!target) throw new Error(`a schema refers to ${name}, which is not there`);
  return resolve(target, table);
}
