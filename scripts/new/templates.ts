/** What an action is called in each place. */
export interface ActionNames {
  module: string;
  action: string;
  /** Of the deployed function. */
  name: string;
  /** The value that the contract is exported as. */
  contract: string;
  /** The function that the use case is exported as. */
  useCase: string;
  title: string;
}

/** The files of a new action: a contract that takes nothing, a use case that is not written, a test that says so. */
export function actionFiles(names: ActionNames): Record<string, string> {
  const { module, action } = names;
  return {
    [`shared/contracts/${module}/${action}.ts`]: contractText(names),
    [`shared/modules/${module}/${action}.ts`]: useCaseText(names),
    [`shared/modules/${module}/${action}.test.ts`]: testText(names),
    [`cloudfunctions/${module}/${action}.ts`]: entryText(names),
  };
}

/** The files of a new version: the old contract and entry point under new names, and a test that says what is to be done. */
export function versionFiles(
  names: ActionNames,
  old: ActionNames,
  { contract, entry }: { contract: string; entry: string },
): Record<string, string> {
  const { module, action } = names;
  const renamed = (text: string) =>
    text
      .replaceAll(`'${old.name}'`, `'${names.name}'`)
      .replaceAll(new RegExp(`\\b${old.contract}\\b`, 'g'), names.contract)
      .replaceAll(`contracts/${module}/${old.action}.js`, `contracts/${module}/${action}.js`);
  return {
    [`shared/contracts/${module}/${action}.ts`]: renamed(contract),
    [`shared/modules/${module}/${action}.test.ts`]: testText(names),
    [`cloudfunctions/${module}/${action}.ts`]: renamed(entry),
  };
}

function contractText({ name, title, contract }: ActionNames): string {
  return `import * as z from 'zod';
import { contract } from '../contract.js';

export const ${contract} = contract({
  name: '${name}',
  title: ${quoted(title)},
  access: 'member',
  input: z.strictObject({}),
  output: z.strictObject({}),
  budget: { roundTrips: 1 },
});
`;
}

function useCaseText({ module, action, name, contract, useCase }: ActionNames): string {
  return `import type { Output, Parsed } from '../../contracts/contract.js';
import type { ${contract} } from '../../contracts/${module}/${action}.js';

export async function ${useCase}(_input: Parsed<typeof ${contract}>): Promise<Output<typeof ${contract}>> {
  throw new Error('${name} is not written yet');
}
`;
}

function testText({ name, title }: ActionNames): string {
  return `import { describe, expect, it } from 'vitest';

describe(${quoted(title)}, () => {
  it('does what it promises', () => {
    expect.fail('write what ${name} promises');
  });
});
`;
}

function entryText({ module, action, contract, useCase }: ActionNames): string {
  return `import { ${contract} } from '../../shared/contracts/${module}/${action}.js';
import { serve } from '../../shared/core/serve.js';
import { ${useCase} } from '../../shared/modules/${module}/${action}.js';

export const main = serve(${contract}, ${useCase});
`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', ' ')}'`;
}
