import type { Output } from '../../contracts/contract.js';
import type { privacyRotate } from '../../contracts/privacy/rotate.js';
import { privacyRotateRun } from '../../contracts/privacy/rotate-run.js';
import { startTask } from '../../core/tasks/start-task.js';

/** Starts the rotation of all encrypted fields to the current key. */
export async function rotate(): Promise<Output<typeof privacyRotate>> {
  return { taskId: await startTask(privacyRotateRun, '更换加密密钥', {}) };
}
