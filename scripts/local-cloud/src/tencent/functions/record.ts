import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { FunctionDefinition, HttpPath } from '../../functions/index.js';
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

export interface Alias {
  name: string;
  version: string;
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
  aliases: Alias[];
  triggers: StoredTrigger[];
  routes: StoredRoute[];
}

/** The alias that unqualified calls follow. */
export const DEFAULT_ALIAS = '$DEFAULT';
export const LATEST = '$LATEST';

/** The version that runs. */
export function servingVersion({ aliases }: FunctionRecord): string {
  return aliases.find(({ name }) => name === DEFAULT_ALIAS)?.version ?? LATEST;
}

/** What the function runtime is told. */
export function definitionOf(record: FunctionRecord): FunctionDefinition {
  const serving = servingVersion(record);
  const { settings, dir } = record.versions.find(({ version }) => version === serving) ?? record.latest;
  return {
    name: record.name,
    dir,
    ...settings,
    triggers: record.triggers
      .filter(({ enabled }) => enabled)
      .map(({ name, config }) => ({ name, type: 'timer', config })),
    httpPaths: record.routes.map(({ path: route, keepPrefix }) => ({ path: route, ...(keepPrefix && { keepPrefix }) })),
  };
}

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
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as FunctionRecord);
}

export function removeRecord(folder: string, name: string): void {
  rmSync(path.join(folder, name), { recursive: true, force: true });
}
