import type { Kernel } from '../../kernel/kernel.js';
import type { TencentAction } from '../api/call.js';
import { TencentError } from '../api/error.js';
import { beijing } from '../api/time.js';
import { aliasOf, type FunctionCatalog, withAlias } from '../functions/catalog.js';
import { type Alias, DEFAULT_ALIAS, type FunctionRecord, LATEST } from '../functions/record.js';
import type { FunctionRecords } from '../functions/records.js';
import { targetOf } from './actions.js';
import { describeRouting, readRouting } from './routing-config.js';

/** Versions, and aliases that lead to them. Unqualified calls follow the alias `$DEFAULT`. */
export function createVersionActions(
  kernel: Kernel,
  catalog: FunctionCatalog,
  records: FunctionRecords,
): Record<string, TencentAction> {
  const setAlias =
    (isNew: boolean): TencentAction =>
    async (call) => {
      const { env, name } = targetOf(kernel, call);
      const { params } = call;
      const version = params.text('FunctionVersion');
      const alias = {
        name: params.text('Name'),
        version,
        ...readRouting(params.object('RoutingConfig'), version),
        description: params.text('Description', ''),
        at: kernel.clock.now(),
      };
      await catalog.update(env, name, (record) => {
        const known = record.aliases.some((one) => one.name === alias.name);
        if (isNew && (known || alias.name === DEFAULT_ALIAS)) {
          throw new TencentError('ResourceInUse.Alias', `function "${name}" has an alias "${alias.name}" already`);
        }
        if (!isNew) aliasOf(record, alias.name);
        return withAlias(record, alias);
      });
      return {};
    };

  return {
    PublishVersion: async (call) => {
      const { env, name } = targetOf(kernel, call);
      const { version, settings, code } = await catalog.publish(env, name, call.params.text('Description', ''));
      return {
        FunctionVersion: version,
        CodeSize: code?.size ?? 0,
        MemorySize: settings.memoryMb,
        Timeout: settings.timeoutSeconds,
        Handler: settings.handler,
        Runtime: settings.runtime,
        Namespace: env,
      };
    },
    ListVersionByFunction: (call) => {
      const { env, name } = targetOf(kernel, call);
      const { offset, limit } = { offset: call.params.number('Offset', 0), limit: call.params.number('Limit', 20) };
      const Versions = versionsOf(records.find(env, name));
      return {
        Versions: Versions.slice(offset, offset + limit),
        FunctionVersion: Versions.map(({ Version }) => Version),
        TotalCount: Versions.length,
      };
    },
    CreateAlias: setAlias(true),
    UpdateAlias: setAlias(false),
    DeleteAlias: async (call) => {
      const { env, name } = targetOf(kernel, call);
      const alias = call.params.text('Name');
      if (alias === DEFAULT_ALIAS) {
        throw new TencentError('InvalidParameterValue.Alias', 'the default alias cannot be deleted');
      }
      await catalog.update(env, name, (record) => {
        const gone = aliasOf(record, alias);
        return { ...record, aliases: record.aliases.filter((one) => one !== gone) };
      });
      return {};
    },
    GetAlias: (call) => {
      const { env, name } = targetOf(kernel, call);
      return describeAlias(aliasOf(records.find(env, name), call.params.text('Name')));
    },
    ListAliases: (call) => {
      const { env, name } = targetOf(kernel, call);
      const { aliases } = records.find(env, name);
      return { Aliases: aliases.map(describeAlias), TotalCount: aliases.length };
    },
  };
}

function versionsOf({ status, latest, versions, modifiedAt }: FunctionRecord) {
  const line = (Version: string, Description: string, at: number) => ({
    Version,
    Description,
    AddTime: beijing(at),
    ModTime: beijing(at),
    Status: status,
  });
  const published = versions.map(({ version, description, addedAt }) => line(version, description, addedAt));
  return [line(LATEST, latest.settings.description, modifiedAt), ...published.reverse()];
}

function describeAlias({ name, version, weights, rules, description, addedAt, modifiedAt }: Alias) {
  return {
    Name: name,
    FunctionVersion: version,
    Description: description,
    RoutingConfig: describeRouting({ weights, rules }),
    AddTime: beijing(addedAt),
    ModTime: beijing(modifiedAt),
  };
}
