import type { Contract } from '../../contracts/contract.js';
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

export const claimCollection = declareCollection('requests', [{ name: 'expiresAt', keys: [['expiresAt', 1]] }]);
const claims = collection<Claim>(claimCollection.name);

/**
 * Runs `work` once for a request id and gives its answer to every repeated call.
 *
 * The work has to be safe to run twice. A failure that it reports itself drops the claim, so that a later call runs it
 * again at once. When nobody knows what happened, the claim stays: a repeated call waits until the one before it cannot be
 * alive any more, and runs the work again.
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
    const answer = await work();
    await claims.change(id, {}, { state: 'done', answer });
    return answer;
  } catch (error) {
    if (error instanceof Failure && error.code !== 'INTERNAL') await claims.remove({ _id: id });
    throw error;
  }
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

/** Removes claims whose answers nobody can still ask for. @returns how many */
export async function removeExpiredClaims(): Promise<number> {
  return claims.remove({ expiresAt: command().lte(now()) });
}
