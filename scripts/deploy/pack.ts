import { type CloudFunction, isAction, isStream } from '../lib/actions.js';

/** One function as it is deployed: an action, or a whole module. */
export interface Unit {
  name: string;
  members: readonly CloudFunction[];
  packed: boolean;
}

/** The platform's limit of functions in an environment, unless it has been raised. */
export const DEFAULT_FUNCTION_LIMIT = 50;

/**
 * What is deployed for `functions`: each one alone while the environment has room, else every module of more than one action
 * as a whole. It is all modules or none, so that one action more never moves another.
 * @throws Error when even the modules are too many
 */
export function pack(functions: readonly CloudFunction[], limit: number): Unit[] {
  if (functions.length <= limit) return functions.map(alone);
  const units = [...groupByModule(functions)].map(([module, members]) =>
    members.length === 1 ? alone(members[0]!) : { name: module, members, packed: true },
  );
  if (units.length <= limit) return units;
  throw new Error(`${functions.length} actions in ${units.length} modules do not fit into ${limit} functions`);
}

/** Whether a unit is a web server: these are never packed. */
export function isServer({ members }: Unit): boolean {
  return members.some(({ declared }) => isStream(declared));
}

/** The modules that are packed, as functions and clients are told them. */
export function packedModules(units: readonly Unit[]): string[] {
  return units.filter(({ packed }) => packed).map(({ name }) => name);
}

/** The name of a member's timer trigger in its unit; a packed unit knows the action by it. */
export function triggerName({ packed }: Unit, member: CloudFunction): string | undefined {
  const { declared, name } = member;
  if (!isAction(declared) || !declared.timer) return undefined;
  return packed ? `${name}_${declared.timer.name}` : declared.timer.name;
}

function alone(one: CloudFunction): Unit {
  return { name: one.name, members: [one], packed: false };
}

function groupByModule(functions: readonly CloudFunction[]): Map<string, CloudFunction[]> {
  const modules = new Map<string, CloudFunction[]>();
  for (const one of functions) modules.set(one.module, [...(modules.get(one.module) ?? []), one]);
  return modules;
}
