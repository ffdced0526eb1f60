import type { Kernel } from '../../kernel/kernel.js';
import type { TencentAction } from '../api/call.js';
import { TencentError } from '../api/error.js';
import type { FunctionCatalog } from '../functions/catalog.js';
import type { FunctionRecords } from '../functions/records.js';
import { targetOf } from './actions.js';
import { ASYNC_DEFAULTS } from './async-events.js';

const MOST_RETRIES = 2;
const TTL_SECONDS = { min: 60, max: 6 * 3600 };

/** `GetFunctionEventInvokeConfig` and `UpdateFunctionEventInvokeConfig`: how failed asynchronous events are tried again. */
export function createAsyncConfigActions(
  kernel: Kernel,
  catalog: FunctionCatalog,
  records: FunctionRecords,
): Record<string, TencentAction> {
  return {
    GetFunctionEventInvokeConfig: (call) => {
      const { env, name } = targetOf(kernel, call);
      const { retries, ttlSeconds } = records.find(env, name).asyncConfig ?? ASYNC_DEFAULTS;
      return { AsyncTriggerConfig: { MsgTTL: ttlSeconds, RetryConfig: [{ RetryNum: retries }] } };
    },
    UpdateFunctionEventInvokeConfig: async (call) => {
      const { env, name } = targetOf(kernel, call);
      const config = call.params.object('AsyncTriggerConfig');
      const ttlSeconds = config.number('MsgTTL', ASYNC_DEFAULTS.ttlSeconds);
      const retries = config.list('RetryConfig')[0]?.number('RetryNum') ?? ASYNC_DEFAULTS.retries;
      if (!(retries >= 0 && retries <= MOST_RETRIES)) {
        throw new TencentError('LimitExceeded.RetryNum', `RetryNum must be 0 to ${MOST_RETRIES}, not ${retries}`);
      }
      const { min, max } = TTL_SECONDS;
      if (!(ttlSeconds >= min && ttlSeconds <= max)) {
        throw new TencentError('LimitExceeded.MsgTTL', `MsgTTL must be ${min} to ${max} s, not ${ttlSeconds}`);
      }
      await catalog.update(env, name, (record) => ({ ...record, asyncConfig: { retries, ttlSeconds } }));
      return {};
    },
  };
}
