import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Contract } from '../../shared/contracts/contract.js';
import type { HttpDoor } from '../../shared/contracts/http-door.js';
import { root } from './paths.js';

/** A cloud function: its entry point and what is declared of it. */
export interface CloudFunction {
  module: string;
  action: string;
  /** `<module>-<action>`. */
  name: string;
  /** Absolute path of the entry point. */
  entry: string;
  /** Path of the contract, from the root, without extension. */
  contractFile: string;
  /** The name that the contract is exported by. */
  exportName: string;
  declared: Contract | HttpDoor;
  /** The functions that it holds, where a deployment has packed several into one. */
  members?: readonly CloudFunction[];
}

/** Whether it is an action that clients call, rather than a door for the outside world. */
export function isAction(declared: Contract | HttpDoor): declared is Contract {
  return 'input' in declared;
}

/** Files that a function reads beside its bundle, by their paths from the root. */
export function filesOf({ declared, members = [] }: CloudFunction): string[] {
  const own = isAction(declared) ? (declared.files ?? []) : [];
  return [...new Set([...own, ...members.flatMap(filesOf)])];
}

/** Whether it is a web server of its own, to whomever it streams. */
export function isStream(declared: Contract | HttpDoor): boolean {
  return !isAction(declared) && declared.streams !== undefined;
}

/**
 * Every cloud function, sorted by name: the files of `cloudfunctions/<module>/<action>.ts` with their contracts.
 * @throws Error for a function without a contract, a contract without a function, or a name that is not its path's
 */
export async function readFunctions(): Promise<CloudFunction[]> {
  const found = await Promise.all(entries('cloudfunctions').map(readFunction));
  const known = new Set(found.map(({ declared }) => declared.name));
  for (const { module, action } of entries('shared/contracts')) {
    const contracts = await declaredIn(`shared/contracts/${module}/${action}`);
    const orphan = contracts.find(([, { name }]) => !known.has(name));
    if (orphan)
      throw new Error(`${orphan[1].name} has a contract and no function cloudfunctions/${module}/${action}.ts`);
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface Place {
  module: string;
  action: string;
  file: string;
}

function entries(folder: string): Place[] {
  const modules = readdirSync(path.join(root, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return modules.flatMap(({ name: module }) =>
    readdirSync(path.join(root, folder, module))
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => ({ module, action: file.slice(0, -3), file: path.join(root, folder, module, file) })),
  );
}

async function readFunction({ module, action, file }: Place): Promise<CloudFunction> {
  const contractFile = `shared/contracts/${module}/${action}`;
  const name = `${module}-${action}`;
  const [declaration] = await declaredIn(contractFile);
  if (!declaration) throw new Error(`${file} has no contract ${contractFile}.ts`);
  const [exportName, declared] = declaration;
  if (declared.name !== name) throw new Error(`${contractFile}.ts declares ${declared.name}, not ${name}`);
  return { module, action, name, entry: file, contractFile, exportName, declared };
}

async function declaredIn(contractFile: string): Promise<[string, Contract | HttpDoor][]> {
  const file = path.join(root, `${contractFile}.ts`);
  const exports = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  return Object.entries(exports).filter((entry): entry is [string, Contract | HttpDoor] => isDeclaration(entry[1]));
}

function isDeclaration(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'budget' in value && 'title' in value && 'name' in value;
}
