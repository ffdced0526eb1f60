import type { RateLimit } from '../../../shared/contracts/contract.js';
import { type ErrorCode, errorTable } from '../../../shared/contracts/errors.js';
import { isPermission, permissions } from '../../../shared/contracts/permissions.js';
import { DEFAULT_LIMIT } from '../../../shared/core/pipeline/rate-limit.js';
import type { ActionDescription } from './describe.js';

/** Who may call an action, in words. */
export function accessInWords({ access }: ActionDescription): string {
  switch (access) {
    case 'guest':
      return 'anybody';
    case 'member':
      return 'signed-in users';
    case 'timer':
      return 'the platform’s timer alone';
    case 'internal':
      return 'other functions alone';
    default: {
      const { title, roles } = permissions[access];
      return `whoever has the permission \`${access}\` (${title}: ${[...roles, 'admin'].join(', ')})`;
    }
  }
}

/** Whether clients can call the action at all. */
export function isForClients({ access }: Pick<ActionDescription, 'access'>): boolean {
  return access !== 'timer' && access !== 'internal';
}

/** What a caller has to know beside the schemas, a sentence each. */
export function policies(action: ActionDescription): string[] {
  const { idempotent, audited, timer, budget } = action;
  const limit = rateLimitOf(action);
  const calls = budget.roundTrips === 1 ? 'cloud call' : 'cloud calls';
  return [
    `For ${accessInWords(action)}.`,
    ...(idempotent
      ? ['Safe to repeat: the same `requestId` gets the same answer; with another input it is refused.']
      : []),
    ...(limit
      ? [`At most ${limit.perSecond} a second, ${limit.burst} at once${limit.by === 'ip' ? ', by address' : ''}.`]
      : []),
    ...(audited ? ['Kept in the audit chain.'] : []),
    ...(timer ? [`Runs by timer: \`${timer.cron}\`.`] : []),
    `${budget.roundTrips} ${calls} at most${budget.perLine ? `, ${budget.perLine} more for each further line` : ''}.`,
  ];
}

/** The limit that holds for an action, said or not. */
export function rateLimitOf(action: ActionDescription): RateLimit | undefined {
  return isForClients(action) ? (action.rateLimit ?? DEFAULT_LIMIT) : undefined;
}

/** Errors that an action can give: its own, and those that come with its access and its policies. */
export function errorsOf(action: ActionDescription): { code: ErrorCode; status: number; message: string }[] {
  const codes = new Set<ErrorCode>([
    'INVALID_INPUT',
    ...(action.access === 'guest' ? [] : (['UNAUTHENTICATED'] as const)),
    ...(isPermission(action.access) || !isForClients(action) ? (['FORBIDDEN'] as const) : []),
    ...(isForClients(action) ? (['RATE_LIMITED'] as const) : []),
    ...(action.idempotent ? (['REQUEST_ID_REUSED'] as const) : []),
    ...(action.idempotent === 'claimed' ? (['REQUEST_IN_PROGRESS'] as const) : []),
    ...action.errors,
    'INTERNAL',
  ]);
  return [...codes].map((code) => ({ code, ...errorTable[code] }));
}
