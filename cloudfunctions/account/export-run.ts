import { accountExportRun } from '../../shared/contracts/account/export-run.js';
import { serveTask } from '../../shared/core/tasks/serve-task.js';
import { accountExportWork } from '../../shared/modules/account/export-account-work.js';

export const main = serveTask(accountExportRun, accountExportWork);
