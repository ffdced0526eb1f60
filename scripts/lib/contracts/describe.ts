import type { Contract } from '../../../shared/contracts/contract.js';
import type { ErrorCode } from '../../../shared/contracts/errors.js';
import { type CloudFunction, isAction } from '../actions.js';
import type { JsonSchema, SchemaTable } from './json-schema.js';
import { readSchemaNames } from './names.js';
import { contractSchemas } from './schemas.js';

/** An action as documents and checks see it: its contract, with the schemas in JSON. */
export interface ActionDescription extends Omit<Contract, 'input' | 'output' | 'errors' | 'audited'> {
  module: string;
  action: string;
  /** Path of the contract from the root. */
  contractFile: string;
  errors: readonly ErrorCode[];
  audited: boolean;
  input: JsonSchema;
  output: JsonSchema;
}

export interface Description {
  actions: ActionDescription[];
  /** What contracts export, by name. */
  schemas: SchemaTable;
}

/**
 * Describes every action among `functions`.
 * @throws Error naming the contract whose input or output cannot be said in JSON Schema
 */
export async function describeActions(functions: readonly CloudFunction[]): Promise<Description> {
  const found = functions.flatMap(({ declared, ...one }) => (isAction(declared) ? [{ ...one, declared }] : []));
  const schemas = contractSchemas(
    found.map(({ declared }) => declared),
    await readSchemaNames(),
  );
  return {
    schemas: schemas.table,
    actions: found.map(({ declared, module, action, contractFile }) => ({
      ...declared,
      module,
      action,
      contractFile: `${contractFile}.ts`,
      errors: declared.errors ?? [],
      audited: declared.audited !== undefined,
      input: schemas.of(declared, 'input'),
      output: schemas.of(declared, 'output'),
    })),
  };
}
