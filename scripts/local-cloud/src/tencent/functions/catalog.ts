import { randomBytes } from 'node:crypto';
import type { AliasRoute } from '../../functions/index.js';
import type { Kernel } from '../../kernel/kernel.js';
import { TencentError, unsupported } from '../api/error.js';
import { installDependencies, needsInstall } from '../code/install.js';
import {
  type Alias,
  DEFAULT_ALIAS,
  type FunctionRecord,
  hasVersion,
  LATEST,
  type PublishedVersion,
  type Revision,
  type Settings,
} from './record.js';
import type { FunctionRecords } from './records.js';

/** New code of a function. */
export interface Upload {
  zip: Buffer;
  /** Install what its package.json names. */
  install: boolean;
}

/** What changes functions. Changes of one function happen one after another, and each one is whole or not at all. */
export interface FunctionCatalog {
  /** @throws TencentError ResourceInUse.Function; CloudError INVALID_PARAM for settings beyond the platform's limits */
  create(env: string, name: string, settings: Settings, upload: Upload): Promise<void>;
  updateCode(env: string, name: string, upload: Upload, settings: Partial<Settings>): Promise<void>;
  /** Changes a function without changing its code. */
  update(env: string, name: string, change: (record: FunctionRecord) => FunctionRecord): Promise<FunctionRecord>;
  publish(env: string, name: string, description: string): Promise<PublishedVersion>;
  remove(env: string, name: string): Promise<void>;
  /** Resolves when no dependencies are being installed any more. */
  settled(): Promise<void>;
}

export function createCatalog(kernel: Kernel, records: FunctionRecords): FunctionCatalog {
  const turns = new Map<string, Promise<unknown>>();
  const installing = new Set<Promise<void>>();
  const now = () => kernel.clock.now();

  function inTurn<Result>(env: string, name: string, work: () => Promise<Result>): Promise<Result> {
    const key = `${env}/${name}`;
    const turn = (turns.get(key) ?? Promise.resolve()).then(work, work);
    const done = turn.catch(() => undefined).finally(() => turns.get(key) === done && turns.delete(key));
    turns.set(key, done);
    return turn;
  }

  /**
   * Puts a record with new code into service, after its dependencies are there. Until then, and when they cannot be
   * installed, the function stays as it was before.
   */
  async function introduce(record: FunctionRecord, install: boolean, before?: FunctionRecord): Promise<void> {
    if (!install || !needsInstall(record.latest.dir))
      return records.deploy({ ...record, status: 'Active', statusDesc: '' });
    const [status, failed] = before ? (['Updating', 'UpdateFailed'] as const) : (['Creating', 'CreateFailed'] as const);
    records.save({ ...(before ?? record), status });
    const installed = installDependencies(record.latest.dir)
      .then(() => records.deploy({ ...record, status: 'Active', statusDesc: '' }))
      .catch((error: Error) => {
        kernel.log(`${record.env}/${record.name}: ${error.message}`);
        records.save({ ...(before ?? record), status: failed, statusDesc: error.message });
      })
      .finally(() => installing.delete(installed));
    installing.add(installed);
  }

  function changeable(env: string, name: string): FunctionRecord {
    const record = records.find(env, name);
    if (record.status !== 'Creating' && record.status !== 'Updating') return record;
    throw new TencentError(
      'FailedOperation.FunctionStatusError',
      `the function "${name}" is ${record.status}; wait until it is Active`,
    );
  }

  async function unpack(env: string, name: string, { zip }: Upload): Promise<Required<Omit<Revision, 'settings'>>> {
    const packages = records.packagesOf(env, name);
    const code = await packages.add(zip);
    return { code, dir: packages.folderOf(code) };
  }

  /** The code before the last one stays for as long as its instances may live: until the next change. */
  function prune(before: FunctionRecord, next: FunctionRecord): void {
    const revisions = [before.latest, next.latest, ...next.versions];
    records.packagesOf(next.env, next.name).keep(revisions.flatMap(({ code }) => code ?? []));
  }

  return {
    create: (env, name, settings, upload) =>
      inTurn(env, name, async () => {
        if (records.has(env, name)) {
          throw new TencentError('ResourceInUse.Function', `FunctionName parameter already exists: "${name}".`);
        }
        const at = now();
        const latest = { settings, ...(await unpack(env, name, upload)) };
        const fresh = { addedAt: at, modifiedAt: at, versions: [], aliases: [], triggers: [], routes: [] };
        const id = `lam-${randomBytes(4).toString('hex')}`;
        const record: FunctionRecord = { id, env, name, status: 'Active', statusDesc: '', latest, ...fresh };
        await introduce(record, upload.install).catch((error) => {
          records.remove(env, name);
          throw error;
        });
      }),
    updateCode: (env, name, upload, settings) =>
      inTurn(env, name, async () => {
        const before = changeable(env, name);
        const latest = { settings: { ...before.latest.settings, ...settings }, ...(await unpack(env, name, upload)) };
        const next = { ...before, latest, modifiedAt: now() };
        await introduce(next, upload.install, before);
        prune(before, next);
      }),
    update: (env, name, change) =>
      inTurn(env, name, async () => {
        const next = change({ ...changeable(env, name) });
        await records.deploy({ ...next, modifiedAt: now() });
        return records.find(env, name);
      }),
    publish: (env, name, description) =>
      inTurn(env, name, async () => {
        const record = changeable(env, name);
        if (!record.latest.code)
          throw unsupported(`versions of a function whose code was not uploaded; it is in ${record.latest.dir}`);
        const version = String(
          Math.max(record.lastVersion ?? 0, ...record.versions.map((one) => Number(one.version))) + 1,
        );
        const published = { ...record.latest, version, description, addedAt: now() };
        await records.deploy({ ...record, versions: [...record.versions, published] });
        return published;
      }),
    remove: (env, name) =>
      inTurn(env, name, async () => {
        changeable(env, name);
        records.remove(env, name);
      }),
    async settled() {
      await Promise.all([...turns.values(), ...installing]);
    },
  };
}

/** Leads an alias to versions. @throws TencentError ResourceNotFound.FunctionVersion for one that is not there */
export function withAlias(
  record: FunctionRecord,
  { at, ...wanted }: Omit<Alias, 'addedAt' | 'modifiedAt'> & { at: number },
): FunctionRecord {
  for (const version of versionsOf(wanted)) if (!hasVersion(record, version)) throw versionNotFound(record, version);
  const old = record.aliases.find((alias) => alias.name === wanted.name);
  const alias = { ...wanted, addedAt: old?.addedAt ?? at, modifiedAt: at };
  return { ...record, aliases: [...record.aliases.filter((one) => one !== old), alias] };
}

/** Takes a version away. @throws TencentError when it is not there, cannot go, or an alias leads to it */
export function withoutVersion(record: FunctionRecord, version: string): FunctionRecord {
  if (version === LATEST) {
    throw new TencentError('InvalidParameterValue.Qualifier', `${LATEST} goes with the function only`);
  }
  if (!hasVersion(record, version)) throw versionNotFound(record, version);
  const bound = record.aliases.find((alias) => versionsOf(alias).includes(version));
  if (bound) {
    const text = `the alias ${bound.name} leads to version ${version} of "${record.name}"; let it lead elsewhere first`;
    throw new TencentError('UnsupportedOperation.AliasBind', text);
  }
  const lastVersion = Math.max(record.lastVersion ?? 0, ...record.versions.map((one) => Number(one.version)));
  return { ...record, lastVersion, versions: record.versions.filter((one) => one.version !== version) };
}

/** Every version that an alias may choose. */
export function versionsOf({ version, weights, rules }: AliasRoute): string[] {
  return [version, ...[...weights, ...rules].map((other) => other.version)];
}

function versionNotFound({ name }: FunctionRecord, version: string): TencentError {
  return new TencentError('ResourceNotFound.FunctionVersion', `function "${name}" has no version ${version}`);
}

/** The alias of a function; `$DEFAULT` is there from the beginning. */
export function aliasOf(record: FunctionRecord, name: string): Alias {
  const found = record.aliases.find((alias) => alias.name === name);
  if (found) return found;
  if (name !== DEFAULT_ALIAS)
    throw new TencentError('ResourceNotFound.Alias', `function "${record.name}" has no alias "${name}"`);
  const [addedAt, modifiedAt] = [record.addedAt, record.addedAt];
  return { name, version: LATEST, weights: [], rules: [], description: '', addedAt, modifiedAt };
}
