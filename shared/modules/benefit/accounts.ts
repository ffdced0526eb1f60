import type { LedgerEntry } from '../../contracts/benefit/benefit.js';
import type { Instant, UserId } from '../../contracts/terms.js';
import { Failure } from '../../core/failure.js';
import { derivedId } from '../../core/ids.js';
import { collection, command, type Owned } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';
import { now } from '../../core/time.js';
import { type BenefitAccount, benefitAccountId, emptyAccount, LINES_ON_PAGE } from './account.js';
import { tidied } from './lapse.js';

/** A full page of a ledger. It never changes. */
interface LedgerPage extends Owned {
  page: number;
  lines: LedgerEntry[];
}

export const benefitCollection = declareCollection('benefits', [{ name: 'userId', keys: [['userId', 1]] }], {
  of: 'userId',
  onDeletion: { remove: true },
  unfinished: [
    {
      field: 'standing',
      values: ['open'],
      title: '还有未用完的权益（可以用完、退款或放弃）',
      // What has had its time since the account was last written holds nobody.
      within: { of: 'endsAt', days: 0 },
    },
  ],
});
export const benefitPageCollection = declareCollection(
  'benefitPages',
  [
    {
      name: 'userId_page',
      keys: [
        ['userId', 1],
        ['page', 1],
      ],
    },
  ],
  { of: 'userId', onDeletion: { remove: true } },
);

const accounts = collection<BenefitAccount>(benefitCollection.name);
const pages = collection<LedgerPage>(benefitPageCollection.name);

/** More writers at once than one member has. */
const MOST_TRIES = 25;

/** A user's account; of one who has used nothing yet an empty one. One round trip. */
export async function benefitsOf(userId: UserId): Promise<BenefitAccount> {
  return (await accounts.get(benefitAccountId(userId))) ?? emptyAccount(userId);
}

/** What a move makes of an account: the account as it shall be, nothing when it stays as it is, and what is answered. */
export interface Moved<R> {
  account: BenefitAccount | undefined;
  result: R;
}

/**
 * Moves a user's account on in one step that nothing can come between: `move` is asked again as long as somebody else was faster. Two
 * round trips, one more when a page of the ledger is full.
 */
export async function changeBenefits<R>(
  userId: UserId,
  move: (account: BenefitAccount, at: Instant) => Moved<R>,
): Promise<R> {
  const id = benefitAccountId(userId);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const stored = await accounts.get(id);
    const at = now();
    const { account, result } = move(stored ? await filed(stored) : emptyAccount(userId), at);
    if (!account) return result;
    const { _id, revision, ...next } = { revision: 0, ...tidied(account, at) };
    const written = stored
      ? await accounts.change(id, { revision: stored.revision }, next)
      : await accounts.insert({ _id, ...next });
    if (written) return result;
  }
  throw new Failure('REQUEST_IN_PROGRESS', { retryAfterMs: 1000 });
}

/** Files the first page of lines that are written already, and so cannot become others; it stays until the account is without it. */
async function filed<A extends BenefitAccount>(account: A): Promise<A> {
  if (account.lines.length < LINES_ON_PAGE) return account;
  const { userId, filed: page, lines } = account;
  await pages.insert({ _id: pageId(userId, page), userId, page, lines: lines.slice(0, LINES_ON_PAGE) });
  return { ...account, filed: page + 1, lines: lines.slice(LINES_ON_PAGE) };
}

/** The lines of a user's filed pages, from one page to another. One round trip, none when there are none. */
export async function filedLines(userId: UserId, from: number, to: number): Promise<LedgerEntry[]> {
  if (to < from) return [];
  const _ = command();
  const found = await pages.find({ userId, page: _.and(_.gte(from), _.lte(to)) }, { orderBy: [['page', 'asc']] });
  return found.flatMap(({ lines }) => lines);
}

function pageId(userId: UserId, page: number): string {
  return derivedId('benefitPage', userId, String(page));
}
