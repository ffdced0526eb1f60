import { type FunctionsService, InvocationError } from '../../functions/index.js';
import type { Kernel } from '../../kernel/kernel.js';
import type { TencentAction } from '../api/call.js';
import { TencentError } from '../api/error.js';
import { DEFAULT_ALIAS, hasVersion } from '../functions/record.js';
import type { FunctionRecords } from '../functions/records.js';
import { targetOf } from './actions.js';
import { ASYNC_EVENT_BYTES, type AsyncEvents } from './async-events.js';

/** What `tcb fn invoke` prints of the log, in bytes. */
const TAIL = 4096;

/**
 * `Invoke`: runs a function as its owner; a failure of the function is an answer, not a failure of the call. An event of type
 * `Event` is taken, and tried again when it fails.
 */
export function createInvoke(
  kernel: Kernel,
  functions: Pick<FunctionsService, 'invoke' | 'recent'>,
  records: FunctionRecords,
  asyncEvents: AsyncEvents,
): TencentAction {
  return async (call) => {
    const { env, name } = targetOf(kernel, call);
    const { params } = call;
    const record = records.find(env, name);
    const qualifier = params.text('Qualifier', DEFAULT_ALIAS);
    const known = qualifier === DEFAULT_ALIAS || record.aliases.some((alias) => alias.name === qualifier);
    if (!known && !hasVersion(record, qualifier)) {
      throw new TencentError('ResourceNotFound.Qualifier', `function "${name}" has no version or alias ${qualifier}`);
    }
    const type = params.text('InvocationType', 'RequestResponse');
    if (type !== 'RequestResponse' && type !== 'Event') {
      throw new TencentError(
        'InvalidParameterValue.InvokeType',
        `InvocationType must be RequestResponse or Event, not ${type}`,
      );
    }
    const text = params.text('ClientContext', '{}');
    const event = readEvent(text);
    if (type === 'Event') {
      if (Buffer.byteLength(text) > ASYNC_EVENT_BYTES) {
        const why = `the event of an asynchronous call takes at most ${ASYNC_EVENT_BYTES} bytes`;
        throw new TencentError('InvalidParameter.Payload', why);
      }
      asyncEvents.add(env, name, qualifier, event);
      return { Result: { FunctionRequestId: call.requestId, InvokeResult: 0, RetMsg: '' } };
    }
    const run = functions.invoke(env, name, event, { source: '' }, { qualifier });
    const outcome = await run.catch((error: unknown) => {
      if (error instanceof InvocationError) return error;
      throw error;
    });
    return { Result: resultOf(outcome, functions, env, name) };
  };
}

type Outcome = Awaited<ReturnType<FunctionsService['invoke']>> | InvocationError;

function resultOf(outcome: Outcome, functions: Pick<FunctionsService, 'recent'>, env: string, name: string) {
  const failed = outcome instanceof InvocationError;
  const record = failed
    ? functions.recent({ env, name }).find(({ requestId }) => requestId === outcome.requestId)
    : outcome.record;
  const log = (record?.logs ?? []).map(({ text }) => text).join('\n');
  return {
    FunctionRequestId: outcome.requestId,
    InvokeResult: failed ? 1 : 0,
    RetMsg: failed ? JSON.stringify({ errorCode: 1, errorMessage: outcome.message }) : outcome.json,
    ErrMsg: failed ? `[${outcome.code}] ${outcome.message}` : '',
    Duration: record?.durationMs ?? 0,
    BillDuration: Math.ceil(record?.durationMs ?? 0),
    MemUsage: record?.memoryBytes ?? 0,
    Log: log.slice(-TAIL),
  };
}

function readEvent(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TencentError('InvalidParameterValue.ClientContext', 'ClientContext is not valid JSON');
  }
}
