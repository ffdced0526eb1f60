import * as z from 'zod';
import { contract } from '../contract.js';
import { page, pageOf } from '../terms.js';
import { BackupSummary } from './backup.js';

export const backupList = contract({
  name: 'backup-list',
  title: '查询备份',
  access: 'backup.read',
  /** The newest first. */
  input: z.strictObject({ ...page }),
  output: pageOf(BackupSummary),
  budget: { roundTrips: 3 },
});
