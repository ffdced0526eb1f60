import type { Contract } from '../../contracts/contract.js';
import { type Permission, permissions } from '../../contracts/permissions.js';
import type { CallContext } from '../context.js';
import { Failure } from '../failure.js';
import { permissionsOf } from '../roles.js';

type Caller = Pick<CallContext, 'actor' | 'door'>;

/**
 * Lets the actor in, or refuses: whatever the contract does not grant is denied. Only a permission costs round trips, one or
 * two a minute for each instance.
 * @throws Failure UNAUTHENTICATED for a guest where a known user is needed, FORBIDDEN otherwise
 */
export async function checkAccess(contract: Contract, { actor, door }: Caller): Promise<void> {
  switch (contract.access) {
    case 'guest':
      return;
    case 'member':
      if (actor.kind === 'member') return;
      break;
    case 'timer':
      if (actor.kind === 'timer' || actor.kind === 'system') return;
      throw new Failure('FORBIDDEN');
    case 'internal':
      if (door === 'function') return;
      throw new Failure('FORBIDDEN');
    default:
      return demand(contract.access, { actor, door });
  }
  throw new Failure(actor.kind === 'guest' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
}

async function demand(permission: Permission, { actor }: Caller): Promise<void> {
  if (actor.kind === 'guest') throw new Failure('UNAUTHENTICATED');
  if ((await permissionsOf(actor)).has(permission)) return;
  const message = `没有权限：需要「${permissions[permission].title}」（${permission}）`;
  throw new Failure('FORBIDDEN', { message, missing: permission });
}
