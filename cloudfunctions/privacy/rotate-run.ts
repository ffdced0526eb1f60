import { privacyRotateRun } from '../../shared/contracts/privacy/rotate-run.js';
import { serveTask } from '../../shared/core/tasks/serve-task.js';
import { rotateWork } from '../../shared/modules/privacy/rotate-work.js';

export const main = serveTask(privacyRotateRun, rotateWork, { atOnce: 1 });
