import { createHmac, randomBytes, randomInt } from 'node:crypto';
import type { CodePurpose } from '../../contracts/auth/auth.js';
import type { Instant } from '../../contracts/terms.js';
import { Failure } from '../../core/failure.js';
import { derivedId } from '../../core/ids.js';
import { keyRing } from '../../core/secrets.js';
import { type Change, collection, command } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';
import { after, DAY, MINUTE, now } from '../../core/time.js';
import { checkFrequency, type Requester, type Sent } from './code-frequency.js';
import { type Identifier, keyOf } from './identities.js';

export const VALID_FOR = 5 * MINUTE;
const MOST_TRIES = 5;
/** Others who have codes sent to the same number at the same moment. */
const MOST_CONFLICTS = 5;

/** What was sent to one number or address, and which codes are good: each for its own ticket, so that nobody gets in another's way. */
interface CodeBook {
  _id: string;
  /** What was sent within the last day. */
  sent: Sent[];
  /** By ticket. */
  open: Record<string, Code>;
  /** From then on it limits nothing any more. */
  expiresAt: Instant;
}

interface Code {
  purpose: CodePurpose;
  /** HMAC of the code under the environment's key; null once it has been used. */
  hash: string | null;
  triesLeft: number;
  validUntil: Instant;
}

/** A code as its owner sends it back. */
export interface SentCode {
  ticket: string;
  code: string;
}

export const codeCollection = declareCollection(
  'signInCodes',
  [{ name: 'expiresAt', keys: [['expiresAt', 1]] }],
  'none',
);
const books = collection<CodeBook>(codeCollection.name);

const bookOf = (identifier: Identifier) => derivedId<string>('signInCode', keyOf(identifier));

/**
 * Makes a code and counts it as sent. It leaves every other code as it is. Two round trips.
 * @throws Failure RATE_LIMITED when the requester, or the number or address, has had enough of them for now
 */
export async function makeCode(
  identifier: Identifier,
  purpose: CodePurpose,
  requester: Requester,
): Promise<SentCode & { validUntil: Instant }> {
  const id = bookOf(identifier);
  const ticket = derivedId<string>('signInCode', randomBytes(32).toString('hex'));
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  for (let conflicts = 0; conflicts < MOST_CONFLICTS; conflicts += 1) {
    const at = now();
    const earlier = await books.get(id);
    const sent = (earlier?.sent ?? []).filter((one) => one.at > after(at, -DAY));
    checkFrequency(sent, requester, at);

    const stillOpen = Object.entries(earlier?.open ?? {}).filter(([, { validUntil }]) => validUntil > at);
    const made: Code = {
      ...{ purpose, hash: hashOf(id, purpose, ticket, code) },
      ...{ triesLeft: MOST_TRIES, validUntil: after(at, VALID_FOR) },
    };
    const book = {
      sent: [...sent, { at, ...requester }],
      open: { ...Object.fromEntries(stillOpen), [ticket]: made },
      expiresAt: after(at, DAY),
    };
    const written = earlier
      ? await books.change(id, { revision: earlier.revision }, book)
      : await books.insert({ _id: id, ...book });
    if (written) return { ticket, code, validUntil: made.validUntil };
  }
  throw new Failure('RATE_LIMITED', { retryAfterMs: MINUTE });
}

/**
 * Takes one of the tries, then looks at the code: however many guess at once, five are looked at. Two round trips.
 * @throws Failure CODE_WRONG
 */
export async function proveCode(identifier: Identifier, purpose: CodePurpose, sent: SentCode): Promise<void> {
  const id = bookOf(identifier);
  const taken = await takeTry(id, purpose, sent);
  if (!taken || !(await books.get(id, right(id, purpose, sent)))) throw new Failure('CODE_WRONG');
}

/**
 * Uses a code up: it is good once, whoever else uses it at the same moment. Two round trips.
 * @throws Failure CODE_WRONG
 */
export async function useCode(identifier: Identifier, purpose: CodePurpose, sent: SentCode): Promise<void> {
  const id = bookOf(identifier);
  const used =
    (await takeTry(id, purpose, sent)) &&
    (await books.change(id, right(id, purpose, sent), {
      [`open.${sent.ticket}.hash`]: null,
      [`open.${sent.ticket}.triesLeft`]: 0,
    }));
  if (!used) throw new Failure('CODE_WRONG');
}

function takeTry(id: string, purpose: CodePurpose, { ticket }: SentCode): Promise<boolean> {
  const [_, code] = [command(), `open.${ticket}`];
  const open = { [`${code}.purpose`]: purpose, [`${code}.triesLeft`]: _.gt(0), [`${code}.validUntil`]: _.gt(now()) };
  return books.change(id, open, { [`${code}.triesLeft`]: _.inc(-1) });
}

function right(id: string, purpose: CodePurpose, { ticket, code }: SentCode): Change {
  return { [`open.${ticket}.hash`]: hashOf(id, purpose, ticket, code) };
}

/** A million codes are tried in no time, so they are kept under a key that is not in the database. */
function hashOf(id: string, purpose: CodePurpose, ticket: string, code: string): string {
  const { key } = keyRing('code').current;
  return createHmac('sha256', key)
    .update(JSON.stringify([id, purpose, ticket, code]))
    .digest('base64url');
}

/** Removes what limits nothing any more. @returns how many */
export function removeOldCodes(): Promise<number> {
  return books.remove({ expiresAt: command().lte(now()) });
}
