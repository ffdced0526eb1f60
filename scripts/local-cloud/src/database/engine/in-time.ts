import { CloudError } from '../../kernel/cloud-error.js';
import { limits } from '../limits.js';
import { TurnOver, turn } from '../turn.js';

/**
 * Runs what has to see or change the state as it is at this moment, and so cannot go to a worker.
 * @throws CloudError SERVER_TIMEOUT when it holds the other requests for too long
 */
export function inTime<T>(run: () => T): T {
  try {
    return turn(limits.writeTurnMs, run);
  } catch (error) {
    if (!(error instanceof TurnOver)) throw error;
    throw new CloudError(
      'SERVER_TIMEOUT',
      `the operation takes longer than ${limits.writeTurnMs} ms, and would hold all others`,
    );
  }
}
