import type { AnswerError } from '../../contracts/contract.js';
import { errorTable } from '../../contracts/errors.js';
import { Failure } from '../failure.js';

/** Every throw, as the failure that the caller is told of: what nobody foresaw is INTERNAL, its cause kept for the log. */
export function toFailure(thrown: unknown): Failure {
  return thrown instanceof Failure ? thrown : new Failure('INTERNAL', { cause: thrown });
}

/** A failure as it is answered: no stack, no cause. */
export function toAnswerError(failure: Failure): AnswerError {
  const { retryable } = errorTable[failure.code];
  return {
    code: failure.code,
    message: failure.message,
    ...(failure.fields && { fields: failure.fields }),
    ...(failure.missing && { missing: failure.missing }),
    ...(retryable && { retryAfterMs: failure.retryAfterMs ?? 1000 }),
  };
}
