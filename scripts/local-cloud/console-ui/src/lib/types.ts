import type { FoundLine } from '../../../src/console/logs.js';
import type { Usage } from '../../../src/console/usage.js';
import type { IndexDefinition } from '../../../src/database/index.js';
import type { FunctionDefinition, InvocationRecord } from '../../../src/functions/index.js';
import type { WechatFault } from '../../../src/wechat/account.js';
import type { Word } from '../../../src/wechat/moderation.js';
import type { PushTarget } from '../../../src/wechat/push.js';

export type { Estimate } from '../../../src/console/estimate.js';
export type { LatencyBucket } from '../../../src/console/statistics.js';
export type { Explanation } from '../../../src/database/index.js';
export type { FaultRule } from '../../../src/hub/faults.js';
export type { ListedFile } from '../../../src/storage/index.js';
export type { Script as TencentScript } from '../../../src/tencent/api/scripts.js';
export type { ShortMessage } from '../../../src/tencent/sms/outbox.js';
export type { TimerSummary } from '../../../src/timers/index.js';
export type { InboxItem } from '../../../src/wechat/index.js';
export type { PayFault } from '../../../src/wechat-pay/faults.js';
export type { Delivery, Notice, Refund, Trade, Transfer } from '../../../src/wechat-pay/records.js';
export type { FoundLine, InvocationRecord, PushTarget, Usage, Word };

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

/** The mini-program of an environment, as the open APIs know it. */
export interface WechatState {
  env: string;
  appid: string;
  push?: PushTarget;
  words: Word[];
  faults: WechatFault[];
  apis: string[];
}

/** A document as EJSON. */
export type Json = Record<string, unknown>;
