import * as z from 'zod';
import { contract } from '../contract.js';
import { TaskId } from '../task/task.js';
import { RequestId } from '../terms.js';
import { BackupId } from './backup.js';

export const backupVerify = contract({
  name: 'backup-verify',
  title: '校验备份',
  access: 'backup.run',
  idempotent: 'derived',
  audited: ({ backupId }) => backupId,
  input: z.strictObject({ requestId: RequestId, backupId: BackupId }),
  /** `task-get` tells how far it is, `backup-list` what came of it. */
  output: z.strictObject({ taskId: TaskId }),
  errors: ['BACKUP_NOT_FOUND'],
  budget: { roundTrips: 13 },
});
