import type { FoundLine } from '../../../src/console/logs.js';
import type { Usage } from '../../../src/console/usage.js';
import type { IndexDefinition } from '../../../src/database/index.js';
import type { FunctionDefinition, InvocationRecord } from '../../../src/functions/index.js';

export type { Estimate } from '../../../src/console/estimate.js';
export type { LatencyBucket } from '../../../src/console/statistics.js';
export type { Explanation } from '../../../src/database/index.js';
export type { FaultRule } from '../../../src/hub/faults.js';
export type { ListedFile } from '../../../src/storage/index.js';
export type { TimerSummary } from '../../../src/timers/index.js';
export type { InboxItem } from '../../../src/wechat/index.js';
export type { Notice, Refund, Trade, Transfer } from '../../../src/wechat-pay/index.js';
export type { FoundLine, InvocationRecord, Usage };

/** An invocation in a list: its log lines are counted only. */
export type InvocationRow = Omit<InvocationRecord, 'logs'> & { lines: number; running?: true };

export interface Environment {
  env: string;
  functions: number;
  instances: number;
  running: number;
  collections: number;
  documents: number;
  databaseBytes: number;
  files: number;
  storageBytes: number;
  usage: Usage;
  p50?: number;
  p95?: number;
  p99?: number;
}

export interface Overview {
  url: string;
  pid: number;
  node: string;
  startedAt: number;
  now: number;
  machineNow: number;
  environments: Environment[];
}

export interface FunctionRow {
  name: string;
  type: 'Event' | 'HTTP';
  memoryMb: number;
  timeoutSeconds: number;
  description?: string;
  timers: number;
  deployedAt: number;
  instances: number;
  usage: Usage;
  lastAt?: number;
  roundTrips: number;
  memoryBytes: number;
  p50?: number;
  p95?: number;
  p99?: number;
}

export interface FunctionDetail extends FunctionRow {
  definition: Omit<FunctionDefinition, 'env'>;
  variables: { name: string; bytes: number }[];
}

export interface CollectionRow {
  name: string;
  documents: number;
  strict: boolean;
  indexes: IndexDefinition[];
}

/** A document as EJSON. */
export type Json = Record<string, unknown>;
