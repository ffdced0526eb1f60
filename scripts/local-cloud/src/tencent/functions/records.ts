import path from 'node:path';
import type { FunctionSummary, FunctionsService } from '../../functions/index.js';
import type { Kernel } from '../../kernel/kernel.js';
import { TencentError } from '../api/error.js';
import { type CodePackages, openCodePackages } from '../code/packages.js';
import { definitionOf, type FunctionRecord, loadRecords, type Revision, removeRecord, saveRecord } from './record.js';

/** The records of every function, in step with what the function service runs and with what is on the disk. */
export interface FunctionRecords {
  /** @throws TencentError ResourceNotFound.Function */
  find(env: string, name: string): FunctionRecord;
  has(env: string, name: string): boolean;
  /** By time of creation. */
  list(env: string): FunctionRecord[];
  packagesOf(env: string, name: string): CodePackages;
  /** Lets the function service run the record as it is now, and keeps it. Nothing is kept of what cannot be run. */
  deploy(record: FunctionRecord): Promise<void>;
  /** Keeps a record that does not run differently than before. */
  save(record: FunctionRecord): void;
  remove(env: string, name: string): void;
  /** Stops what was deployed through this API, and leaves what is on the disk. */
  suspend(env: string): void;
  /** Runs what was deployed when the local cloud last ran. */
  restore(env: string): Promise<void>;
}

export function createRecords(kernel: Kernel, functions: FunctionsService): FunctionRecords {
  const records = new Map<string, FunctionRecord>();
  /** What was last deployed from a record; a function that runs anything else was deployed past this API. */
  const running = new Map<string, unknown>();
  const keyOf = (env: string, name: string) => `${env}/${name}`;
  const folderOf = (env: string) => path.join(kernel.dataDir, env, 'functions');
  const packagesOf = (env: string, name: string) => openCodePackages(path.join(folderOf(env), name, 'code'));

  function current(env: string, name: string, summaries: FunctionSummary[]): FunctionRecord | undefined {
    const key = keyOf(env, name);
    const record = records.get(key);
    const summary = summaries.find(({ definition }) => definition.name === name);
    if (!summary || summary.definition === running.get(key)) return record;
    const adopted = adopt(summary);
    records.set(key, adopted);
    running.set(key, summary.definition);
    return adopted;
  }

  function save(record: FunctionRecord): void {
    records.set(keyOf(record.env, record.name), record);
    if (record.latest.code) saveRecord(folderOf(record.env), record);
  }

  function forget(env: string, name: string): void {
    records.delete(keyOf(env, name));
    running.delete(keyOf(env, name));
  }

  return {
    packagesOf,
    save,
    find(env, name) {
      const found = current(env, name, functions.list(env));
      if (found) return found;
      throw new TencentError(
        'ResourceNotFound.Function',
        `FunctionName parameter could not be found: function "${name}" does not exist in "${env}".`,
      );
    },
    has: (env, name) => current(env, name, functions.list(env)) !== undefined,
    list(env) {
      const summaries = functions.list(env);
      const kept = [...records.values()].filter((record) => record.env === env).map(({ name }) => name);
      const names = new Set([...kept, ...summaries.map(({ definition }) => definition.name)]);
      return [...names]
        .map((name) => current(env, name, summaries)!)
        .sort((a, b) => a.addedAt - b.addedAt || (a.name < b.name ? -1 : 1));
    },
    async deploy(record) {
      const definition = definitionOf(record);
      await functions.deploy(record.env, definition);
      running.set(keyOf(record.env, record.name), definition);
      save(record);
    },
    remove(env, name) {
      if (functions.list(env).some(({ definition }) => definition.name === name)) functions.remove(env, name);
      forget(env, name);
      removeRecord(folderOf(env), name);
    },
    suspend(env) {
      const running = new Set(functions.list(env).map(({ definition }) => definition.name));
      for (const { name, latest } of this.list(env)) {
        if (latest.code && running.has(name)) functions.remove(env, name);
        forget(env, name);
      }
    },
    async restore(env) {
      for (const stored of loadRecords(folderOf(env))) {
        const packages = packagesOf(env, stored.name);
        const revisions: Revision[] = [stored.latest, ...stored.versions];
        for (const revision of revisions) if (revision.code) revision.dir = packages.folderOf(revision.code);
        packages.keep(revisions.flatMap(({ code }) => code ?? []));
        const record = interrupted(stored);
        records.set(keyOf(env, record.name), record);
        if (record.status !== 'Active' && record.status !== 'UpdateFailed') continue;
        await this.deploy(record).catch((error: Error) => kernel.log(`${env}/${record.name}: ${error.message}`));
      }
    },
  };
}

/** A function that a project or a test brought, as this API shows it. */
function adopt({ env, definition, deployedAt }: FunctionSummary): FunctionRecord {
  const { name, dir, type, handler, timeoutSeconds, memoryMb, invoke } = definition;
  const { runtime = 'Nodejs20.19', description = '' } = definition;
  return {
    id: `lam-${name}`,
    env,
    name,
    status: 'Active',
    statusDesc: '',
    addedAt: deployedAt,
    modifiedAt: deployedAt,
    latest: {
      dir,
      settings: {
        ...{ type, handler, runtime, description, timeoutSeconds, memoryMb, env: definition.env },
        ...(invoke && { invoke }),
      },
    },
    versions: [],
    aliases: [],
    triggers: definition.triggers.map((trigger) => ({ ...trigger, enabled: true, addedAt: deployedAt })),
    routes: (definition.httpPaths ?? []).map((route) => ({
      ...route,
      id: `${name}:${route.path}`,
      addedAt: deployedAt,
    })),
  };
}

/** An installation of dependencies that the end of the local cloud cut short has failed. */
function interrupted(record: FunctionRecord): FunctionRecord {
  const failed =
    record.status === 'Creating' ? 'CreateFailed' : record.status === 'Updating' ? 'UpdateFailed' : undefined;
  return failed
    ? { ...record, status: failed, statusDesc: 'the local cloud stopped while dependencies were installed' }
    : record;
}
