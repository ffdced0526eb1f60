import type { Kernel } from '../../kernel/kernel.js';
import type { TencentAction } from '../api/call.js';
import { TencentError, unsupported } from '../api/error.js';
import { type Params, readParams } from '../api/params.js';
import type { FunctionCatalog } from '../functions/catalog.js';
import type { FunctionRecord, StoredTrigger } from '../functions/record.js';
import type { FunctionRecords } from '../functions/records.js';
import { targetOf } from './actions.js';
import { triggerOf } from './describe.js';

/** Timers of functions; CloudBase has no other triggers. */
export function createTriggerActions(
  kernel: Kernel,
  catalog: FunctionCatalog,
  records: FunctionRecords,
): Record<string, TencentAction> {
  const read = (params: Params): StoredTrigger => {
    const type = params.text('Type');
    if (type !== 'timer') throw unsupported(`triggers of type ${type}; CloudBase takes timer`);
    const name = params.text('TriggerName');
    return {
      name,
      config: readCron(params.text('TriggerDesc')),
      enabled: readEnabled(params),
      addedAt: kernel.clock.now(),
    };
  };
  const put = (record: FunctionRecord, fresh: StoredTrigger[]): FunctionRecord => {
    const names = new Set(fresh.map(({ name }) => name));
    return { ...record, triggers: [...record.triggers.filter(({ name }) => !names.has(name)), ...fresh] };
  };
  const existing = (record: FunctionRecord, name: string): StoredTrigger => {
    const found = record.triggers.find((trigger) => trigger.name === name);
    if (found) return found;
    throw new TencentError('ResourceNotFound.Trigger', `function "${record.name}" has no trigger "${name}"`);
  };

  return {
    CreateTrigger: async (call) => {
      const { env, name } = targetOf(kernel, call);
      const trigger = read(call.params);
      await catalog.update(env, name, (record) => {
        if (!record.triggers.some((one) => one.name === trigger.name)) return put(record, [trigger]);
        throw new TencentError('ResourceInUse.Trigger', `function "${name}" has a trigger "${trigger.name}" already`);
      });
      return { TriggerInfo: triggerOf(trigger) };
    },
    BatchCreateTrigger: async (call) => {
      const { env, name } = targetOf(kernel, call);
      const triggers = parseTriggers(call.params).map(read);
      await catalog.update(env, name, (record) => put(record, triggers));
      return {};
    },
    UpdateTriggerStatus: async (call) => {
      const { env, name } = targetOf(kernel, call);
      const enabled = readEnabled(call.params);
      await catalog.update(env, name, (record) => {
        return put(record, [{ ...existing(record, call.params.text('TriggerName')), enabled }]);
      });
      return {};
    },
    DeleteTrigger: async (call) => {
      const { env, name } = targetOf(kernel, call);
      await catalog.update(env, name, (record) => {
        const gone = existing(record, call.params.text('TriggerName'));
        return { ...record, triggers: record.triggers.filter((trigger) => trigger !== gone) };
      });
      return {};
    },
    ListTriggers: (call) => {
      const { env, name } = targetOf(kernel, call);
      const { triggers } = records.find(env, name);
      return { Triggers: triggers.map(triggerOf), TotalCount: triggers.length };
    },
  };
}

/** The expression alone, or as the console sends it: `{"cron": "…"}`. */
function readCron(description: string): string {
  if (!description.startsWith('{')) return description;
  try {
    return String((JSON.parse(description) as { cron?: unknown }).cron);
  } catch {
    throw new TencentError('InvalidParameterValue.TriggerDesc', 'TriggerDesc is neither a timer expression nor JSON');
  }
}

/** OPEN and CLOSE, or 1 and 0. */
function readEnabled(params: Params): boolean {
  const value = params.raw.Enable ?? 'OPEN';
  if (value === 'OPEN' || value === 1) return true;
  if (value === 'CLOSE' || value === 0) return false;
  throw new TencentError('InvalidParameterValue.Enable', 'Enable must be OPEN or CLOSE');
}

function parseTriggers(params: Params): Params[] {
  const text = params.text('Triggers');
  try {
    return readParams({ Triggers: JSON.parse(text) }).list('Triggers');
  } catch (error) {
    if (error instanceof TencentError) throw error;
    throw new TencentError('InvalidParameterValue.Triggers', 'Triggers is not a list in JSON');
  }
}
