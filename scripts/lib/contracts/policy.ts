import { errorTable } from '../../../shared/contracts/errors.js';
import type { ActionDescription } from './describe.js';

/** Who may call an action, in words. */
export function accessInWords({ access }: ActionDescription): string {
  return ACCESS[access] ?? `whoever has the permission \`${access}\``;
}

const ACCESS: Readonly<Record<string, string>> = {
  guest: 'anybody',
  member: 'signed-in users',
  timer: 'the platform’s timer alone',
  internal: 'other functions alone',
};

/** What makes a repeated call safe, in words; undefined where nothing has to. */
export function idempotencyInWords({ idempotent }: ActionDescription): string | undefined {
  if (!idempotent) return undefined;
  return 'Safe to repeat: the same `requestId` gets the same answer; with another input it is refused.';
}

/** Policies that a contract may add, each as one line: whatever is set and is neither schema nor place. */
export function policies(action: ActionDescription): string[] {
  const set = action as unknown as Readonly<Record<string, unknown>>;
  return POLICIES.flatMap(([key, label]) => (set[key] === undefined ? [] : [`${label}: ${inWords(set[key])}`]));
}

const POLICIES = [
  ['rateLimit', 'Rate limit'],
  ['flag', 'Feature flag'],
  ['audited', 'Audited'],
  ['on', 'Runs on events'],
  ['timer', 'Timer'],
] as const;

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(inWords).join(', ');
  if (typeof value !== 'object' || value === null) return value === true ? 'yes' : String(value);
  const words = Object.entries(value).map(([key, item]) => `${key} ${inWords(item)}`);
  return words.join(', ');
}

/** Errors that an action can give: its own, and those that come with its access and its policies. */
export function errorsOf(action: ActionDescription): { code: string; status: number; message: string }[] {
  const limited = 'rateLimit' in action && action.rateLimit !== undefined;
  const codes = new Set([
    'INVALID_INPUT',
    ...(action.access === 'guest' ? [] : ['UNAUTHENTICATED']),
    ...(['guest', 'member'].includes(action.access) ? [] : ['FORBIDDEN']),
    ...(action.idempotent ? ['REQUEST_ID_REUSED'] : []),
    ...(action.idempotent === 'claimed' ? ['REQUEST_IN_PROGRESS'] : []),
    ...(limited ? ['RATE_LIMITED'] : []),
    ...action.errors,
    'INTERNAL',
  ]);
  const rows: Readonly<Record<string, { status: number; message: string }>> = errorTable;
  return [...codes].flatMap((code) => {
    const row = rows[code];
    return row ? [{ code, status: row.status, message: row.message }] : [];
  });
}
