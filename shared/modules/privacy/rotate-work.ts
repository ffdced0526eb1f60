import { personalData, type SealedFields } from '../../core/privacy/personal-data.js';
import { isCurrent, open, seal, turnFields } from '../../core/privacy/sealing.js';
import { asKept, command, type Stored } from '../../core/store/collection.js';
import { isMissingCollection } from '../../core/store/missing.js';
import type { TaskWork } from '../../core/tasks/serve-task.js';
import { type Account, accountCollection, identifiersOf } from '../account/accounts.js';
import { renewIdentities } from '../account/renew-identities.js';

interface Checkpoint {
  /** Place in the list of collections, and the last document that was looked at. */
  at: number;
  after: string;
  pass: number;
  /** Documents seen, and encrypted anew, in this pass; and anew in all. */
  seen: number;
  stale: number;
  sealed: number;
}

/** Documents of one step, and how many of them are written at once. */
const STEP = 200;
const AT_ONCE = 10;
/** Passes until one finds nothing to do: more than two come only of functions that still run with the old key. */
const MOST_PASSES = 8;

const collections = Object.keys(personalData);

/**
 * Goes through every document with encrypted fields, and encrypts with the current key what is not: older keys' and what was
 * written before its field was sealed. Blind indexes are made anew with it, and what accounts sign in by. It is over when a whole pass has found nothing,
 * so that nothing is left under an older key and that key can be removed.
 */
export const rotateWork: TaskWork<object, Checkpoint> = {
  async step(_input, checkpoint) {
    const { at, after, pass, seen, stale, sealed } = checkpoint ?? { ...BEGINNING, pass: 1, sealed: 0 };
    if (at === collections.length) return endOfPass(pass, seen, stale, sealed);
    const name = collections[at]!;
    const page = await documentsAfter(name, after);
    const found = page.filter((document) => needsSealing(name, document));
    const renewed = name === accountCollection.name ? await renewIdentitiesOf(page) : 0;
    for (let next = 0; next < found.length; next += AT_ONCE) {
      await Promise.all(found.slice(next, next + AT_ONCE).map((document) => sealAnew(name, document)));
    }
    const whole = page.length < STEP;
    const anew = found.length + renewed;
    const now = { seen: seen + page.length, stale: stale + anew, sealed: sealed + anew };
    return {
      checkpoint: { ...now, pass, at: whole ? at + 1 : at, after: whole ? '' : page.at(-1)!._id },
      done: now.seen,
      message: `第 ${pass} 遍：已检查 ${now.seen} 条，重新加密 ${now.stale} 条`,
    };
  },
};

const BEGINNING = { at: 0, after: '', seen: 0, stale: 0 };

function endOfPass(pass: number, seen: number, stale: number, sealed: number) {
  if (stale === 0)
    return { result: { documents: seen, sealed, passes: pass }, done: seen, message: '全部使用当前密钥' };
  if (pass === MOST_PASSES) throw new Error(`after ${pass} passes documents still come with another key`);
  return { checkpoint: { ...BEGINNING, pass: pass + 1, sealed }, done: 0, message: `第 ${pass + 1} 遍：复查` };
}

type Kept = Stored<{ _id: string }>;

function fieldsOf(name: string): SealedFields {
  return personalData[name]!;
}

/** In order of their ids. A collection that this app has not has no documents. */
async function documentsAfter(name: string, id: string): Promise<Kept[]> {
  const tops = Object.keys(fieldsOf(name)).map((field) => field.split('.')[0]!);
  const options = { orderBy: [['_id', 'asc']] as const, limit: STEP, fields: [...new Set(tops), 'revision'] };
  try {
    return await asKept<{ _id: string }>(name).find({ _id: command().gt(id) }, options);
  } catch (error) {
    if (isMissingCollection(error)) return [];
    throw error;
  }
}

function needsSealing(name: string, document: Kept): boolean {
  let stale = false;
  turnFields(name, fieldsOf(name), document, (value) => {
    if (value !== null && value !== undefined && !isCurrent(value)) stale = true;
    return value;
  });
  return stale;
}

/** What an account signs in by is found by a blind index of its own, whose key goes with the others. @returns how many were made anew */
function renewIdentitiesOf(accounts: readonly Kept[]): Promise<number> {
  const opened = accounts.map((account) =>
    turnFields(accountCollection.name, fieldsOf(accountCollection.name), account, open),
  );
  return renewIdentities((opened as unknown as Account[]).flatMap(identifiersOf));
}

/** Unless somebody changes it meanwhile: then the next pass looks again. */
async function sealAnew(name: string, document: Kept): Promise<void> {
  const { _id, revision, ...sealed } = turnFields(name, fieldsOf(name), document, (value, place, keeping) =>
    seal(open(value, place), keeping, place),
  );
  const unchanged = { revision: revision ?? command().exists(false) };
  await asKept<{ _id: string }>(name).change(_id, unchanged, sealed);
}
