import * as z from 'zod';
import type { Contract } from '../../../shared/contracts/contract.js';
import { type JsonSchema, referenceTo, type SchemaTable } from './json-schema.js';
import type { SchemaNames } from './names.js';

type Side = 'input' | 'output';
type Definitions = Record<string, JsonSchema>;

const DEFINITION = '#/$defs/';

/** Inputs and outputs of contracts in JSON Schema, and the named schemas that they refer to. */
export interface ContractSchemas {
  of(contract: Contract, side: Side): JsonSchema;
  table: SchemaTable;
}

/**
 * Says the schemas of contracts in JSON Schema.
 *
 * What a client sends and what the use case sees can differ (a default, a trim), so a name may stand for two schemas; then
 * the client's side is called `<Name>Input`.
 * @throws Error naming the contract whose input or output cannot be said
 */
export function contractSchemas(contracts: readonly Contract[], names: SchemaNames): ContractSchemas {
  const definitions: Record<Side, Definitions> = { input: {}, output: {} };
  const roots = new Map<string, JsonSchema>();
  for (const contract of contracts) {
    for (const side of ['input', 'output'] as const) {
      const { $defs, ...root } = said(contract, side, names);
      Object.assign(definitions[side], $defs);
      roots.set(`${contract.name} ${side}`, root);
    }
  }

  const differing = differingNames(definitions);
  const renamed = (side: Side) => (id: string) => (side === 'input' && differing.has(id) ? `${id}Input` : id);
  const table: Definitions = {};
  for (const side of ['output', 'input'] as const) {
    for (const [id, schema] of Object.entries(definitions[side])) {
      table[renamed(side)(id)] = withReferences(schema, renamed(side));
    }
  }
  return {
    of: (contract, side) => withReferences(roots.get(`${contract.name} ${side}`)!, renamed(side)),
    table: Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function said(contract: Contract, side: Side, metadata: SchemaNames) {
  try {
    const { $schema: _, ...schema } = z.toJSONSchema(contract[side], { io: side, metadata, override: keepSaid });
    return schema as JsonSchema & { $defs?: Definitions };
  } catch (error) {
    throw new Error(`${contract.name}: its ${side} cannot be said in JSON Schema: ${(error as Error).message}`);
  }
}

/** What a contract says beside its schema: of its lists of values (see `JsonSchema`), and how a value looks that fits its checks. */
function keepSaid({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: object }): void {
  const { 'x-extensible': extensible, examples } = z.globalRegistry.get(zodSchema) ?? {};
  if (extensible === true) Object.assign(jsonSchema, { 'x-extensible': true });
  if (examples) Object.assign(jsonSchema, { examples });
}

/** Names whose schema is not the same on both sides, by itself or by what it refers to. */
function differingNames({ input, output }: Record<Side, Definitions>): Set<string> {
  const both = Object.keys(input).filter((id) => id in output);
  const differing = new Set(both.filter((id) => JSON.stringify(input[id]) !== JSON.stringify(output[id])));
  for (let before = -1; before !== differing.size; ) {
    before = differing.size;
    for (const id of both) if (definitionsIn(input[id]!).some((used) => differing.has(used))) differing.add(id);
  }
  return differing;
}

function definitionsIn(schema: JsonSchema): string[] {
  return [...JSON.stringify(schema).matchAll(/"#\/\$defs\/([^"]+)"/g)].map(([, id]) => id!);
}

function withReferences(schema: JsonSchema, name: (id: string) => string): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' && value.startsWith(DEFINITION)
      ? referenceTo(name(value.slice(DEFINITION.length))).$ref
      : value,
  ) as JsonSchema;
}
