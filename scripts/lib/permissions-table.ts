import type { Access } from '../../shared/contracts/contract.js';
import {
  type BuiltInRole,
  builtInRoles,
  defaultPermissions,
  isPermission,
  type Permission,
  permissions,
} from '../../shared/contracts/permissions.js';
import { type CloudFunction, isAction } from './actions.js';

/** Who can come to an action: the built-in roles, and the environment itself by an assertion. */
export const callers = [...(Object.keys(builtInRoles) as BuiltInRole[]), 'system'] as const;
export type Caller = (typeof callers)[number];

/**
 * Whether the catalogue lets a caller in. An operator's roles come by token and make nobody a member, so that what is for
 * members is for members alone.
 */
export function mayCall(access: Access, caller: Caller): boolean {
  switch (access) {
    case 'guest':
      return true;
    case 'member':
      return caller === 'member';
    case 'timer':
    case 'internal':
      return caller === 'system';
    default:
      return caller !== 'guest' && caller !== 'system' && defaultPermissions(caller).includes(access);
  }
}

/** `docs/permissions.md`: who may call what unless an app's data says otherwise, for a person to read in a review. */
export function permissionsTable(functions: readonly CloudFunction[]): string {
  const actions = functions.flatMap(({ name, declared }) =>
    isAction(declared) ? [{ name, access: declared.access }] : [],
  );
  const used = new Set<Access>(actions.map(({ access }) => access));
  return `# Permissions

Generated from the catalogue in [permissions.ts](../shared/contracts/permissions.ts) and the contracts by \`npm run generate\`. Not to
be edited. It says what holds unless an app's data changes a role (\`role-define\`); a test calls every action as every caller.

## What each permission is for

| permission | lets somebody | roles that have it |
|---|---|---|
${(Object.keys(permissions) as Permission[]).map((one) => permissionRow(one, used)).join('\n')}

## Who may call which action

| action | access | ${callers.join(' | ')} |
|---|---|${callers.map(() => ':-:').join('|')}|
${actions.map(({ name, access }) => actionRow(name, access)).join('\n')}
`;
}

function permissionRow(permission: Permission, used: ReadonlySet<Access>): string {
  const roles = callers.filter((caller) => caller !== 'system' && defaultPermissions(caller).includes(permission));
  const note = used.has(permission) ? '' : ' (no action asks for it)';
  return `| \`${permission}\` | ${permissions[permission].title}${note} | ${roles.join(', ')} |`;
}

function actionRow(name: string, access: Access): string {
  const marks = callers.map((caller) => (mayCall(access, caller) ? '✓' : '·'));
  return `| ${name} | ${isPermission(access) ? `\`${access}\`` : access} | ${marks.join(' | ')} |`;
}
