import type { Contract } from '../../contracts/contract.js';
import type { Actor } from '../actor.js';
import { Failure } from '../failure.js';

/**
 * Lets the actor in, or refuses: whatever the contract does not grant is denied.
 * @throws Failure UNAUTHENTICATED for a guest where a member is needed, FORBIDDEN otherwise
 */
export function checkAccess(contract: Contract, actor: Actor): void {
  switch (contract.access) {
    case 'guest':
      return;
    case 'member':
      if (actor.kind === 'member') return;
      throw new Failure(actor.kind === 'guest' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
    case 'timer':
      if (actor.kind === 'timer') return;
      throw new Failure('FORBIDDEN');
  }
}
