import * as z from 'zod';
import { contract } from '../contract.js';
import { RequestId } from '../terms.js';
import { BackupId, BackupKind } from './backup.js';

export const backupRunNow = contract({
  name: 'backup-run-now',
  title: '立即备份',
  access: 'backup.run',
  idempotent: 'claimed',
  audited: ({ kind }) => `backups/${kind}`,
  /** Without an earlier one to begin from, an incremental backup is a full one. */
  input: z.strictObject({ requestId: RequestId, kind: BackupKind }),
  output: z.strictObject({ backupId: BackupId, kind: BackupKind }),
  errors: ['BACKUP_RUNS_ALREADY'],
  budget: { roundTrips: 18 },
  timeoutSeconds: 20,
});
