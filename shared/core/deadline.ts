import type { Contract } from '../contracts/contract.js';
import { SECOND } from './time.js';

/** The platform ends a function that does not say otherwise after so many seconds. */
export const DEFAULT_TIMEOUT_SECONDS = 10;

/**
 * Tells whether there is time left to begin something more that takes up to `reserveMs`, counted from now and by a clock that
 * nobody sets, before the platform ends the function.
 */
export function deadlineOf(
  { timeoutSeconds = DEFAULT_TIMEOUT_SECONDS }: Pick<Contract, 'timeoutSeconds'>,
  reserveMs: number,
): () => boolean {
  const end = performance.now() + timeoutSeconds * SECOND - reserveMs;
  return () => performance.now() < end;
}
