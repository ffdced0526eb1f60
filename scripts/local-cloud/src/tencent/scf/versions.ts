import type { Kernel } from '../../kernel/kernel.js';
import type { TencentAction } from '../api/call.js';
import { unsupported } from '../api/error.js';
import type { Params } from '../api/params.js';
import { beijing } from '../api/time.js';
import { aliasOf, type FunctionCatalog, withAlias } from '../functions/catalog.js';
import { type Alias, type FunctionRecord, LATEST } from '../functions/record.js';
import type { FunctionRecords } from '../functions/records.js';
import { targetOf } from './actions.js';

/** What the `tcb` CLI splits traffic by. */
const ROUTE_KEY = 'invoke.headers.X-Tcb-Route-Key';

/** Versions, and aliases that name one of them. Unqualified calls follow the alias `$DEFAULT`. */
export function createVersionActions(
  kernel: Kernel,
  catalog: FunctionCatalog,
  records: FunctionRecords,
): Record<string, TencentAction> {
  const setAlias: TencentAction = async (call) => {
    const { env, name } = targetOf(kernel, call);
    const { params } = call;
    const alias = {
      name: params.text('Name'),
      version: wholeTraffic(params),
      description: params.text('Description', ''),
      at: kernel.clock.now(),
    };
    await catalog.update(env, name, (record) => withAlias(record, alias));
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
    CreateAlias: setAlias,
    UpdateAlias: setAlias,
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

function describeAlias({ name, version, description, addedAt, modifiedAt }: Alias) {
  return {
    Name: name,
    FunctionVersion: version,
    Description: description,
    RoutingConfig: {
      AdditionalVersionWeights: [],
      AddtionVersionMatchs: [{ Version: version, Key: ROUTE_KEY, Method: 'range', Expression: '[0,100)' }],
    },
    AddTime: beijing(addedAt),
    ModTime: beijing(modifiedAt),
  };
}

/**
 * The version that an alias leads to: the one that it names, unless rules of traffic give everything to another. The `tcb`
 * CLI writes such rules as ranges of a route key from 0 to 100.
 */
function wholeTraffic(params: Params): string {
  const routing = params.object('RoutingConfig');
  const weighs = (one: Params) => Number(one.raw.Weight) > 0;
  const reached = routing.list('AddtionVersionMatchs').filter((rule) => widthOf(rule) !== 0);
  if (routing.list('AdditionalVersionWeights').some(weighs) || reached.length > 1) throw split();
  const [rule] = reached;
  if (rule === undefined) return params.text('FunctionVersion');
  if (widthOf(rule) !== 100) throw split();
  return rule.text('Version');
}

function widthOf(rule: Params): number {
  const [, from, to] = /^\[(\d+),\s*(\d+)\)$/.exec(rule.text('Expression')) ?? [];
  if (rule.text('Method') !== 'range' || rule.text('Key') !== ROUTE_KEY || to === undefined) {
    throw unsupported(`rules of traffic other than ranges of ${ROUTE_KEY}`);
  }
  return Number(to) - Number(from);
}

const split = () => unsupported('splitting the traffic of an alias; give one version all of it');
