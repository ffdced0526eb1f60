import type { Contract } from '../../contracts/contract.js';
import { errorTable } from '../../contracts/errors.js';
import type { Instant, RequestId } from '../../contracts/terms.js';
import { idForRequest } from '../context.js';
import { Failure } from '../failure.js';
import { fingerprint } from '../ids.js';
import { collection, command } from '../store/collection.js';
import { declareCollection } from '../store/declare.js';
import { after, DAY, now, SECOND } from '../time.js';

/** How long an answer is kept for a repeated call. */
const KEPT_FOR = DAY;

/** A claim on a request id: who runs it, and what came of it. */
interface Claim {
  _id: string;
  /** Stands for the input, so that an id cannot be used for something else. */
  input: string;
  state: 'running' | 'done';
  /** Until when the one who runs it may still be alive. */
  leasedUntil: Instant;
  answer: unknown;
  expiresAt: Instant;
}

export const claimCollection = declareCollection('requests', [{ name: 'expiresAt', keys: [['expiresAt', 1]] }], 'none');
const claims = collection<Claim>(claimCollection.name);

/**
 * Runs `work` once for a request id and gives its answer to every repeated call.
 *
 * The work has to be safe to run twice. A refusal drops the claim: nothing has happened. When nobody knows what happened the
 * claim stays, for ever if need be: a repeated call waits until the one before it cannot be alive any more, and runs the work
 * again. Where two have run it, the answer of the first to end is everybody's.
 *
 * @throws Failure REQUEST_ID_REUSED for another input under the same id, REQUEST_IN_PROGRESS while another call runs it
 */
export async function once<T>(contract: Contract, input: { requestId: RequestId }, work: () => Promise<T>): Promise<T> {
  if (contract.idempotent !== 'claimed') return work();

  const lease = ((contract.timeoutSeconds ?? 10) + 2) * SECOND;
  const id = idForRequest<string>('request');
  const claim: Claim = {
    _id: id,
    input: fingerprint(input),
    state: 'running',
    leasedUntil: after(now(), lease),
    answer: null,
    expiresAt: after(now(), KEPT_FOR),
  };

  if (!(await claims.insert(claim))) {
    const earlier = await claims.get(id);
    if (!earlier) throw stillRunning();
    if (earlier.input !== claim.input) throw new Failure('REQUEST_ID_REUSED');
    if (earlier.state === 'done') return earlier.answer as T;
    await takeOver(earlier, claim.leasedUntil);
  }

  try {
    return await settle(id, await work());
  } catch (error) {
    await give(id, claim.leasedUntil, error);
    throw error;
  }
}

/** Keeps the answer, unless another run of the same request has kept its own; gives the one that is kept. */
async function settle<T>(id: string, answer: T): Promise<T> {
  if (await claims.change(id, { state: 'running' }, { state: 'done', answer, expiresAt: after(now(), KEPT_FOR) })) {
    return answer;
  }
  const kept = await claims.get(id);
  return kept?.state === 'done' ? (kept.answer as T) : answer;
}

/**
 * What becomes of our claim, as long as it is ours, when the work has failed: a refusal is forgotten, what may succeed later may
 * be run again at once, and of anything else nobody knows what is still going on.
 */
async function give(id: string, leasedUntil: Instant, error: unknown): Promise<void> {
  if (!(error instanceof Failure) || error.code === 'INTERNAL') return;
  const ours = { state: 'running', leasedUntil };
  const { retryable, status } = errorTable[error.code];
  if (retryable || status >= 500) await claims.change(id, ours, { leasedUntil: now() });
  else await claims.remove({ ...ours, _id: id });
}

function stillRunning(): Failure {
  return new Failure('REQUEST_IN_PROGRESS', { retryAfterMs: 1000 });
}

async function takeOver(earlier: Claim, leasedUntil: Instant): Promise<void> {
  if (earlier.leasedUntil > now()) throw stillRunning();
  const taken = await claims.change(
    earlier._id,
    { state: 'running', leasedUntil: earlier.leasedUntil },
    { leasedUntil },
  );
  if (!taken) throw stillRunning();
}

/** Removes answers that nobody can still ask for. What never came to an answer stays. @returns how many */
export async function removeExpiredClaims(): Promise<number> {
  return claims.remove({ expiresAt: command().lte(now()), state: 'done' });
}

/** Requests of more than a day ago of which nobody knows what came of them, at most `limit`. */
export async function findUnresolvedClaims(limit: number): Promise<string[]> {
  const found = await claims.find({ expiresAt: command().lte(now()), state: 'running' }, { limit, fields: ['_id'] });
  return found.map(({ _id }) => _id);
}
