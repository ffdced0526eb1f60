import type { UserId } from '../../contracts/terms.js';
import { derivedId } from '../ids.js';
import { asKept, type Change, collection, command } from '../store/collection.js';
import type { OnDeletion } from '../store/declare.js';
import { now } from '../time.js';
import { blindIndex } from './blind-index.js';
import type { Holding } from './holdings.js';

type Found = { _id: string } & Record<string, unknown>;

/** Documents that are changed or looked at at once. */
const AT_A_TIME = 100;

/**
 * Takes away what is kept of a user, and lets what the law wants kept belong to nobody who can be found. Safe to repeat, and repeated
 * until nothing is left: events that are under way are delivered first, for what hears of them would write of the user anew.
 * @returns whether nothing is left
 */
export async function eraseHoldings(all: readonly Holding[], userId: UserId, inTime: () => boolean): Promise<boolean> {
  let left = false;
  for (const holding of [...all].sort((a, b) => Number(b.emits ?? false) - Number(a.emits ?? false))) {
    if (!(await erase(holding, userId, inTime))) left = true;
    if (!inTime()) return false;
  }
  return !left;
}

async function erase(holding: Holding, userId: UserId, inTime: () => boolean): Promise<boolean> {
  const { collection: name, of, onDeletion } = holding;
  if (onDeletion === 'with-account' || 'keep' in onDeletion) return true;
  if ('sweep' in onDeletion) return handToSweep(holding, onDeletion, userId);
  if ('set' in onDeletion) return pseudonymise(holding, onDeletion.set, userId, inTime);
  await collection(name).remove({ [of]: userId });
  return true;
}

/** @returns whether the sweep has taken everything away */
async function handToSweep(
  { collection: name, of }: Holding,
  { sweep, now: dated }: Extract<OnDeletion, { sweep: object }>,
  userId: UserId,
): Promise<boolean> {
  const documents = collection<Found>(name);
  const at = now();
  const fields = [...Object.keys(sweep), ...dated];
  const found = await documents.find({ [of]: userId }, { limit: AT_A_TIME, fields });
  const isTold = (document: Found) =>
    Object.entries(sweep).every(([field, value]) => document[field] === value) &&
    dated.every((field) => typeof document[field] === 'string' && document[field] <= at);
  for (const { _id } of found.filter((document) => !isTold(document))) {
    await documents.change(
      _id,
      { [of]: userId },
      { ...sweep, ...Object.fromEntries(dated.map((field) => [field, at])) },
    );
  }
  return found.length === 0;
}

/**
 * Gives documents to a pseudonym, which only who has the environment's keys can lead back to the user.
 * @returns whether all are given; one that is not at its end, or has events that are not delivered yet, has to wait
 */
async function pseudonymise(
  { collection: name, of, emits, unfinished = [] }: Holding,
  set: Readonly<Record<string, string | null>>,
  userId: UserId,
  inTime: () => boolean,
): Promise<boolean> {
  const documents = collection<Found>(name);
  const pseudonym = derivedId<UserId>('user', 'deleted', blindIndex('deleted', userId));
  // Whatever has begun since the account was looked at comes to its end first: it is found the next time.
  const begun = unfinished.filter(({ within }) => !within);
  const ended = Object.fromEntries(begun.map(({ field, values }) => [field, command().nin([...values])]));
  const own = { ...ended, [of]: userId, ...(emits && { 'outbox.at': null }) };
  const fields = ['_id', ...Object.keys(set)];
  for (;;) {
    // As they are kept: what cannot be read any more can be overwritten all the same.
    const found = await asKept<Found>(name).find(own, { fields, limit: AT_A_TIME });
    for (const document of found) {
      await documents.change(document._id, own, { ...heldOf(document, set), [of]: pseudonym });
      if (!inTime()) return false;
    }
    if (found.length < AT_A_TIME) break;
  }
  const [waiting] = await documents.find({ [of]: userId }, { limit: 1, fields: ['_id'] });
  return !waiting;
}

/** The part of `set` that overwrites something. */
function heldOf(document: Found, set: Readonly<Record<string, string | null>>): Change {
  const held = (path: string) => {
    let value: unknown = document;
    for (const step of path.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[step];
    return value !== null && value !== undefined;
  };
  return Object.fromEntries(Object.entries(set).filter(([path]) => held(path)));
}
