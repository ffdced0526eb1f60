import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isAction, readFunctions } from '../../scripts/lib/actions.js';
import { type ActionDescription, describeActions } from '../../scripts/lib/contracts/describe.js';
import type { SchemaTable } from '../../scripts/lib/contracts/json-schema.js';
import type { App } from '../../shared/apps/app.js';
import { apps, isPartOf } from '../../shared/apps/apps.js';
import type { Contract } from '../../shared/contracts/contract.js';
import { isPermission, permissions } from '../../shared/contracts/permissions.js';
import type { ModuleScenarios, Scenario } from './scenarios/scenario.js';
import type { Stage } from './stage.js';

/** An action under the generated tests: what is declared of it, and how to make a valid call. */
export interface TestedAction {
  name: string;
  /** The name that the contract is exported by. */
  exportName: string;
  contract: Contract;
  description: ActionDescription;
  schemas: SchemaTable;
  /** The first app that has it; none while its module belongs to no app. */
  app: App | undefined;
  /** Empty when nobody has said how to call it. */
  scenarios: readonly Scenario[];
  /** The test that makes valid calls instead. */
  testedIn?: string;
}

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'scenarios');

/** Every action of the repository. */
export async function readActions(): Promise<TestedAction[]> {
  const functions = await readFunctions();
  const { actions, schemas } = await describeActions(functions);
  const scenarios = new Map((await readScenarios()).flatMap(({ actions: of }) => Object.entries(of)));
  return functions.flatMap(({ name, exportName, declared }): TestedAction[] => {
    if (!isAction(declared)) return [];
    const app = apps.find((one) => isPartOf(one, name));
    const described = actions.find((one) => one.name === name)!;
    const own = scenarios.get(name) ?? simplest(declared);
    const action = { name, exportName, contract: declared, description: described, schemas, app };
    if ('testedIn' in own) return [{ ...action, scenarios: [], testedIn: own.testedIn }];
    return [{ ...action, scenarios: typeof own === 'function' ? [own] : own }];
  });
}

/** What modules say of their actions, from `scenarios/<module>.ts`. */
export async function readScenarios(): Promise<(ModuleScenarios & { module: string })[]> {
  const modules = readdirSync(folder)
    .map((file) => file.slice(0, -'.ts'.length))
    .filter((module) => module !== 'scenario');
  return Promise.all(
    modules.map(async (module) => {
      const { scenarios } = (await import(`./scenarios/${module}.ts`)) as { scenarios: ModuleScenarios };
      return { module, ...scenarios };
    }),
  );
}

/** An action that takes nothing needs nobody to say how it is called. */
function simplest(contract: Contract): Scenario[] {
  if (contract.idempotent || !contract.input.safeParse({}).success) return [];
  return [async (stage) => ({ caller: callerOf(contract, stage), input: {} })];
}

/** Somebody new who may call the action. */
export function callerOf({ access }: Contract, stage: Stage) {
  if (access === 'timer' || access === 'internal') return stage.system();
  if (!isPermission(access)) return stage.member();
  return stage.operator(permissions[access].roles[0] ?? 'admin');
}

/** Where a person writes what is missing. */
export function missingScenario({ name, description }: TestedAction): string {
  const file = `tests/contracts/scenarios/${description.module}.ts`;
  const how = existsSync(path.join(folder, `${description.module}.ts`)) ? 'add to' : 'write';
  return `${name}: ${how} ${file} how a valid call is made: actions: { '${name}': async (stage) => ({ caller: stage.member(), input: … }) }, or { testedIn: 'tests/…' }`;
}
