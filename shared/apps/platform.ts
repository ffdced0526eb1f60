import { auditCollection, auditHeadCollection } from '../core/audit/chain.js';
import { auditIntentCollection } from '../core/audit/intent.js';
import { cacheCollection } from '../core/cache/collection.js';
import { configCollection, configHistoryCollection } from '../core/config/document.js';
import { deadLetterCollection } from '../core/events/dead-letters.js';
import { jobRunCollection } from '../core/jobs/job-runs.js';
import { metricBatchCollection } from '../core/metrics/batches.js';
import { claimCollection } from '../core/pipeline/idempotency.js';
import { bucketCollection } from '../core/rate-limit/buckets.js';
import { roleBookCollection, roleGrantCollection } from '../core/roles.js';
import type { CollectionDeclaration } from '../core/store/declare.js';
import { taskSlotCollection } from '../core/tasks/slots.js';
import { taskCollection } from '../core/tasks/tasks.js';
import { accountCollection } from '../modules/account/accounts.js';
import { codeCollection } from '../modules/account/codes.js';
import { identityCollection } from '../modules/account/identities.js';
import { nonceCollection } from '../modules/account/nonces.js';
import { sessionCollection } from '../modules/account/sessions.js';
import { alertCollection, alertSilenceCollection } from '../modules/alert/alerts.js';
import { backupCollection } from '../modules/backup/backups.js';
import { costDayCollection } from '../modules/cost/cost-days.js';
import { healthProbeCollection } from '../modules/health/probe.js';
import { metricLedgerCollection } from '../modules/metric/ledger.js';
import { metricCollection } from '../modules/metric/records.js';

/** Folders of `cloudfunctions/` that every app has. */
export const platformModules = [
  'auth',
  'account',
  'request',
  'config',
  'flag',
  'cache',
  'audit',
  'role',
  'metric',
  'alert',
  'health',
  'event',
  'job',
  'task',
  'privacy',
  'backup',
  'cost',
] as const;

/** What the platform itself keeps in every app. */
export const platformCollections: readonly CollectionDeclaration[] = [
  accountCollection,
  codeCollection,
  identityCollection,
  nonceCollection,
  sessionCollection,
  claimCollection,
  auditCollection,
  auditHeadCollection,
  auditIntentCollection,
  bucketCollection,
  cacheCollection,
  configCollection,
  configHistoryCollection,
  deadLetterCollection,
  jobRunCollection,
  taskCollection,
  taskSlotCollection,
  backupCollection,
  costDayCollection,
  alertCollection,
  alertSilenceCollection,
  healthProbeCollection,
  metricBatchCollection,
  metricCollection,
  metricLedgerCollection,
  roleBookCollection,
  roleGrantCollection,
];
