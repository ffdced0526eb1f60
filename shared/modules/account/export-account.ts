import type { accountExport } from '../../contracts/account/export.js';
import { accountExportRun } from '../../contracts/account/export-run.js';
import type { Output } from '../../contracts/contract.js';
import { startTask } from '../../core/tasks/start-task.js';

/** Starts the export of everything that the app keeps of the acting member (PIPL, articles 45 and 50). */
export async function exportAccount(): Promise<Output<typeof accountExport>> {
  return { taskId: await startTask(accountExportRun, '导出我的个人信息', {}) };
}
