import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import {
  type AliasRoute,
  DEFAULT_ALIAS,
  type FunctionDefinition,
  type HttpPath,
  LATEST,
  type PublishedRevision,
} from '../../functions/index.js';
import { writeDurably } from '../../wechat-pay/durable-file.js';
import type { CodePackage } from '../code/packages.js';

/** What SCF keeps of a function besides its code. */
export interface Settings {
  type: 'Event' | 'HTTP';
  handler: string;
  runtime: string;
  description: string;
  timeoutSeconds: number;
  memoryMb: number;
  env: Record<string, string>;
  /** Who may call an HTTP function. */
  invoke?: 'anyone' | 'authenticated';
}

/** One state of a function that can be run. */
export interface Revision {
  settings: Settings;
  /** Folder of the code. */
  dir: string;
  /** Absent for functions that a project brought, whose code is where the project has it. */
  code?: CodePackage;
}

export interface PublishedVersion extends Revision {
  version: string;
  description: string;
  /** Virtual time, ms; so are all instants here. */
  addedAt: number;
}

export interface Alias extends AliasRoute {
  name: string;
  description: string;
  addedAt: number;
  modifiedAt: number;
}

export interface StoredTrigger {
  name: string;
  config: string;
  enabled: boolean;
  addedAt: number;
}

export interface StoredRoute extends HttpPath {
  id: string;
  addedAt: number;
}

export type FunctionStatus = 'Active' | 'Creating' | 'Updating' | 'CreateFailed' | 'UpdateFailed';

/** A function as SCF knows it. */
export interface FunctionRecord {
  id: string;
  env: string;
  name: string;
  status: FunctionStatus;
  /** Why it failed. */
  statusDesc: string;
  addedAt: number;
  modifiedAt: number;
  latest: Revision;
  versions: PublishedVersion[];
  /** The highest number ever given; one is never given twice. */
  lastVersion?: number;
  aliases: Alias[];
  triggers: StoredTrigger[];
  /** How failed asynchronous events are tried again, where it is not the platform's way. */
  asyncConfig?: { retries: number; ttlSeconds: number };
  routes: StoredRoute[];
}

/** Whether a version of this name can be run. */
export function hasVersion({ versions }: FunctionRecord, version: string): boolean {
  return version === LATEST || versions.some((one) => one.version === version);
}

/** What the function runtime is told. */
export function definitionOf(record: FunctionRecord): FunctionDefinition {
  const { settings, dir } = record.latest;
  const revision = ({ settings: own, dir: folder }: Revision): PublishedRevision => {
    const { handler, timeoutSeconds, memoryMb, env } = own;
    return { dir: folder, handler, timeoutSeconds, memoryMb, env };
  };
  return {
    name: record.name,
    dir,
    ...settings,
    ...(record.versions.length > 0 && {
      published: Object.fromEntries(record.versions.map((one) => [one.version, revision(one)])),
    }),
    ...(record.aliases.length > 0 && {
      aliases: Object.fromEntries(
        record.aliases.map(({ name, version, weights, rules }) => [name, { version, weights, rules }]),
      ),
    }),
    triggers: record.triggers
      .filter(({ enabled }) => enabled)
      .map(({ name, config }) => ({ name, type: 'timer', config })),
    httpPaths: record.routes.map(({ path: route, keepPrefix }) => ({ path: route, ...(keepPrefix && { keepPrefix }) })),
  };
}

export { DEFAULT_ALIAS, LATEST };

const FILE = 'function.json';

/** Where the records of one environment lie: `<folder>/<function>/function.json`. */
export function saveRecord(folder: string, record: FunctionRecord): void {
  mkdirSync(path.join(folder, record.name), { recursive: true });
  writeDurably(path.join(folder, record.name, FILE), `${JSON.stringify(record, null, 2)}\n`);
}

export function loadRecords(folder: string): FunctionRecord[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => path.join(folder, name, FILE))
    .filter((file) => existsSync(file))
    .map((file) => completed(JSON.parse(readFileSync(file, 'utf8')) as FunctionRecord));
}

/** Aliases that were kept before they could share calls out. */
function completed(record: FunctionRecord): FunctionRecord {
  return {
    ...record,
    aliases: record.aliases.map((alias) => ({ ...alias, weights: alias.weights ?? [], rules: alias.rules ?? [] })),
  };
}

export function removeRecord(folder: string, name: string): void {
  rmSync(path.join(folder, name), { recursive: true, force: true });
}
