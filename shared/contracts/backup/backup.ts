import * as z from 'zod';
import { Instant } from '../terms.js';

/** `20261121-1800` is all of it, as it was then in Beijing; `20261121-1800.003` the third lot of changes since. */
export const BackupId = z
  .string()
  .regex(/^\d{8}-\d{4}(\.\d{3})?$/, '应为备份编号，如 20261121-1800 或 20261121-1800.003')
  .brand('BackupId');
export type BackupId = z.output<typeof BackupId>;

export const BackupKind = z.enum(['full', 'incremental']);
export type BackupKind = z.output<typeof BackupKind>;

/** `running` until its manifest is written; `failed` when it never will be. */
export const BackupState = z.enum(['running', 'complete', 'failed']);
export type BackupState = z.output<typeof BackupState>;

export const BackupSummary = z.strictObject({
  backupId: BackupId,
  kind: BackupKind,
  state: BackupState,
  startedAt: Instant,
  endedAt: Instant.nullable(),
  /** Documents that the environment held, and those of them that this backup has in it. */
  documents: z.int(),
  written: z.int(),
  bytes: z.int(),
  /** When it was last read back; null until then. */
  verifiedAt: Instant.nullable(),
  /** What is wrong with it; null when nothing is known to be. */
  problem: z.string().nullable(),
});
