import type { Kernel } from '../../kernel/kernel.js';
import type { TencentAction, TencentApi, TencentCall } from '../api/call.js';
import { TencentError, unsupported } from '../api/error.js';
import type { TempCos } from '../cos/temp-cos.js';
import { type FunctionCatalog, withoutVersion } from '../functions/catalog.js';
import { LATEST, type Revision } from '../functions/record.js';
import type { FunctionRecords } from '../functions/records.js';
import { createAsyncConfigActions } from './async-config.js';
import type { AsyncEvents } from './async-events.js';
import { readCode } from './code.js';
import { detailOf, summaryOf } from './describe.js';
import type { CodeDownloads } from './downloads.js';
import { createInvoke } from './invoke.js';
import { readChanges, readSettings } from './settings.js';
import { createTriggerActions } from './triggers.js';
import { createVersionActions } from './versions.js';

export interface ScfParts {
  kernel: Kernel;
  records: FunctionRecords;
  catalog: FunctionCatalog;
  cos: TempCos;
  downloads: CodeDownloads;
  invoke: Parameters<typeof createInvoke>[1];
  asyncEvents: AsyncEvents;
}

/** The function that a call is about. */
export function targetOf(kernel: Kernel, { params }: TencentCall): { env: string; name: string } {
  const env = params.text('Namespace', 'default');
  if (kernel.hasEnvironment(env)) return { env, name: readName(params.text('FunctionName')) };
  throw new TencentError('ResourceNotFound.Namespace', `Namespace does not exist: "${env}".`);
}

/** Names become folders: what is no name must not get as far as the disk. */
function readName(name: string): string {
  if (/^[A-Za-z][A-Za-z0-9_-]{0,59}$/.test(name)) return name;
  const form = 'begin with a letter, hold letters, digits, - and _ only, and have at most 60 characters';
  throw new TencentError('InvalidParameterValue.FunctionName', `a function's name must ${form}`);
}

/** Serverless Cloud Function, as far as CloudBase and its tools use it. */
export function createScf(parts: ScfParts): TencentApi {
  const { kernel, records, catalog, cos, downloads } = parts;
  const target = (call: TencentCall) => targetOf(kernel, call);
  const done = {};

  const actions: Record<string, TencentAction> = {
    CreateFunction: async (call) => {
      const { env, name } = target(call);
      const settings = readSettings(call.params);
      if (records.has(env, name)) {
        throw new TencentError('ResourceInUse.Function', `FunctionName parameter already exists: "${name}".`);
      }
      const zip = await readCode(call.params, cos);
      await catalog.create(env, name, settings, { zip, install: call.params.flag('InstallDependency', false) });
      return done;
    },
    UpdateFunctionCode: async (call) => {
      const { env, name } = target(call);
      const changes = readChanges(call.params);
      records.find(env, name);
      const zip = await readCode(call.params, cos);
      const handler = call.params.has('Handler') ? { handler: call.params.text('Handler') } : {};
      const install = call.params.flag('InstallDependency', false);
      await catalog.updateCode(env, name, { zip, install }, { ...changes, ...handler });
      return done;
    },
    UpdateFunctionConfiguration: async (call) => {
      const { env, name } = target(call);
      const changes = readChanges(call.params);
      await catalog.update(env, name, (record) => {
        return { ...record, latest: { ...record.latest, settings: { ...record.latest.settings, ...changes } } };
      });
      if (call.params.flag('Publish', false)) await catalog.publish(env, name, '');
      return done;
    },
    DeleteFunction: async (call) => {
      const { env, name } = target(call);
      if (!call.params.has('Qualifier')) await catalog.remove(env, name);
      else {
        const version = call.params.text('Qualifier');
        await catalog.update(env, name, (record) => withoutVersion(record, version));
      }
      return done;
    },
    GetFunction: (call) => {
      const { env, name } = target(call);
      const record = records.find(env, name);
      const version = call.params.text('Qualifier', LATEST);
      const revision: Revision | undefined =
        version === LATEST ? record.latest : record.versions.find((one) => one.version === version);
      if (!revision)
        throw new TencentError('ResourceNotFound.FunctionVersion', `function "${name}" has no version ${version}`);
      return detailOf(record, revision, version);
    },
    ListFunctions: (call) => {
      const env = call.params.text('Namespace', 'default');
      if (!kernel.hasEnvironment(env))
        throw new TencentError('ResourceNotFound.Namespace', `Namespace does not exist: "${env}".`);
      const search = call.params.text('SearchKey', '');
      return page(
        call,
        records
          .list(env)
          .filter(({ name }) => name.includes(search))
          .map(summaryOf),
      );
    },
    GetTempCosInfo: (call) => cos.grant(call.params.text('ObjectPath')),
    GetFunctionAddress: (call) => {
      const { env, name } = target(call);
      const { latest } = records.find(env, name);
      if (!latest.code)
        throw new TencentError(
          'ResourceNotFound',
          `the code of "${name}" is in the folder ${latest.dir} and was not uploaded`,
        );
      return { Url: downloads.urlOf(env, name, latest.code), CodeSha256: latest.code.sha256 };
    },
    CopyFunction: async (call) => {
      const { env, name } = target(call);
      const { latest } = records.find(env, name);
      const to = { env: call.params.text('TargetNamespace', env), name: readName(call.params.text('NewFunctionName')) };
      if (!kernel.hasEnvironment(to.env))
        throw new TencentError('ResourceNotFound.Namespace', `Namespace does not exist: "${to.env}".`);
      if (!latest.code)
        throw unsupported(`copying a function whose code was not uploaded; "${name}" is in ${latest.dir}`);
      const upload = { zip: await downloads.read(env, name, latest.code), install: false };
      if (!records.has(to.env, to.name)) await catalog.create(to.env, to.name, latest.settings, upload);
      else if (call.params.flag('Override', false)) await catalog.updateCode(to.env, to.name, upload, latest.settings);
      else throw new TencentError('ResourceInUse.Function', `FunctionName parameter already exists: "${to.name}".`);
      return done;
    },
    Invoke: createInvoke(kernel, parts.invoke, records, parts.asyncEvents),
    ...createAsyncConfigActions(kernel, catalog, records),
    ...createTriggerActions(kernel, catalog, records),
    ...createVersionActions(kernel, catalog, records),
  };
  return { version: '2018-04-16', actions };
}

/** A part of a list of functions, as `Offset` and `Limit` want it. */
export function page({ params }: TencentCall, all: Record<string, unknown>[]): Record<string, unknown> {
  const offset = params.number('Offset', 0);
  return { Functions: all.slice(offset, offset + params.number('Limit', 20)), TotalCount: all.length };
}
