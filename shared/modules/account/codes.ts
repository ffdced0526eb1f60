import { createHmac, randomInt } from 'node:crypto';
import type { CodePurpose } from '../../contracts/auth/auth.js';
import type { Instant } from '../../contracts/terms.js';
import { Failure } from '../../core/failure.js';
import { derivedId } from '../../core/ids.js';
import { keyRing } from '../../core/secrets.js';
import { collection, command } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';
import { after, DAY, HOUR, MINUTE, now, toMs } from '../../core/time.js';
import { type Identifier, keyOf } from './identities.js';

export const VALID_FOR = 5 * MINUTE;
const MOST_TRIES = 5;
/** How often one number or address is written to, whoever asks. */
const FREQUENCIES = [
  { most: 1, within: MINUTE },
  { most: 5, within: HOUR },
  { most: 10, within: DAY },
];

/** The last code of one number or address, for one purpose. */
interface Code {
  _id: string;
  purpose: CodePurpose;
  /** HMAC of the code under the environment's key; null once it has been used. */
  hash: string | null;
  triesLeft: number;
  validUntil: Instant;
  /** When codes were sent, within the last day. */
  sentAt: Instant[];
  /** From then on it limits nothing any more. */
  expiresAt: Instant;
}

export const codeCollection = declareCollection(
  'signInCodes',
  [{ name: 'expiresAt', keys: [['expiresAt', 1]] }],
  'none',
);
const codes = collection<Code>(codeCollection.name);

const idOf = (identifier: Identifier) => derivedId<string>('signInCode', keyOf(identifier));

/**
 * Makes a code and counts it as sent; the one before it is good for nothing any more. Two round trips.
 * @throws Failure RATE_LIMITED when the number or address has had enough of them for now
 */
export async function makeCode(identifier: Identifier, purpose: CodePurpose): Promise<string> {
  const [id, at] = [idOf(identifier), now()];
  const earlier = await codes.get(id);
  const sentAt = (earlier?.sentAt ?? []).filter((sent) => sent > after(at, -DAY));
  refuseTooOften(sentAt, at);

  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const made: Omit<Code, '_id'> = {
    purpose,
    hash: hashOf(id, purpose, code),
    triesLeft: MOST_TRIES,
    validUntil: after(at, VALID_FOR),
    sentAt: [...sentAt, at],
    expiresAt: after(at, DAY),
  };
  const mine = earlier
    ? await codes.change(id, { revision: earlier.revision }, made as unknown as Record<string, unknown>)
    : await codes.insert({ _id: id, ...made });
  // Somebody else has had one sent at this very moment.
  if (!mine) throw new Failure('RATE_LIMITED', { retryAfterMs: MINUTE });
  return code;
}

function refuseTooOften(sentAt: readonly Instant[], at: Instant): void {
  for (const { most, within } of FREQUENCIES) {
    const recent = sentAt.filter((sent) => sent > after(at, -within));
    if (recent.length < most) continue;
    const retryAfterMs = toMs(recent[recent.length - most]!) + within - toMs(at);
    throw new Failure('RATE_LIMITED', { retryAfterMs: Math.max(1, retryAfterMs) });
  }
}

/**
 * Takes one of the tries, then looks at the code: however many guess at once, five are looked at. Two round trips.
 * @throws Failure CODE_WRONG
 */
export async function proveCode(identifier: Identifier, purpose: CodePurpose, code: string): Promise<void> {
  const id = idOf(identifier);
  const _ = command();
  const open = { purpose, triesLeft: _.gt(0), validUntil: _.gt(now()) };
  const taken = await codes.change(id, open, { triesLeft: _.inc(-1) });
  const right = taken && (await codes.get(id, { hash: hashOf(id, purpose, code) }));
  if (!right) throw new Failure('CODE_WRONG');
}

/**
 * Uses a code up: it is good once, whoever else uses it at the same moment. Two round trips.
 * @throws Failure CODE_WRONG
 */
export async function useCode(identifier: Identifier, purpose: CodePurpose, code: string): Promise<void> {
  const id = idOf(identifier);
  const _ = command();
  const open = { purpose, triesLeft: _.gt(0), validUntil: _.gt(now()) };
  const used =
    (await codes.change(id, open, { triesLeft: _.inc(-1) })) &&
    (await codes.change(id, { hash: hashOf(id, purpose, code) }, { hash: null, triesLeft: 0 }));
  if (!used) throw new Failure('CODE_WRONG');
}

/** A million codes are tried in no time, so they are kept under a key that is not in the database. */
function hashOf(id: string, purpose: CodePurpose, code: string): string {
  const { key } = keyRing('code').current;
  return createHmac('sha256', key)
    .update(JSON.stringify([id, purpose, code]))
    .digest('base64url');
}

/** Removes what limits nothing any more. @returns how many */
export function removeOldCodes(): Promise<number> {
  return codes.remove({ expiresAt: command().lte(now()) });
}
