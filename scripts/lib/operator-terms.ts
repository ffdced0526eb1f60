import { builtInRoles, type Role } from '../../shared/contracts/permissions.js';
import { LONGEST_OPERATOR_TOKEN } from '../../shared/core/operator-token.js';

/** Seconds in `text`: a whole number with `s`, `m` or `h`, and no more than a token may live. */
export function readLifetime(text: string): number {
  const [, digits, unit] = /^(\d{1,5})([smh])$/.exec(text) ?? [];
  const seconds = Number(digits) * ({ s: 1, m: 60, h: 3600 }[unit ?? ''] ?? Number.NaN);
  if (!(seconds >= 1 && seconds <= LONGEST_OPERATOR_TOKEN)) {
    throw new Error(`--for must be from 1s to ${LONGEST_OPERATOR_TOKEN / 60}m, like 15m, not ${text}`);
  }
  return seconds;
}

/** Roles that a token may carry: those of the catalogue, so that a slip of the pen is found here. */
export function readRoles(names: readonly string[]): Role[] {
  if (names.length === 0) throw new Error(`--role is missing: one of ${Object.keys(builtInRoles).join(', ')}`);
  const unknown = names.find((name) => !Object.hasOwn(builtInRoles, name));
  if (unknown !== undefined) {
    throw new Error(`--role ${unknown} is not one of ${Object.keys(builtInRoles).join(', ')}`);
  }
  return [...new Set(names)];
}
