import { type FunctionsService, InvocationError } from '../../functions/index.js';
import type { Kernel } from '../../kernel/kernel.js';
import type { TencentAction } from '../api/call.js';
import { TencentError, unsupported } from '../api/error.js';
import { targetOf } from './actions.js';

/** What `tcb fn invoke` prints of the log, in bytes. */
const TAIL = 4096;

/** `Invoke`: runs a function as its owner; a failure of the function is an answer, not a failure of the call. */
export function createInvoke(
  kernel: Kernel,
  functions: Pick<FunctionsService, 'invoke' | 'recent'>,
  servingVersionOf: (env: string, name: string) => string,
): TencentAction {
  return async (call) => {
    const { env, name } = targetOf(kernel, call);
    const { params } = call;
    const serving = servingVersionOf(env, name);
    const qualifier = params.text('Qualifier', '$DEFAULT');
    if (qualifier !== '$DEFAULT' && qualifier !== serving) {
      throw unsupported(`calling version ${qualifier} of a function while ${serving} serves`);
    }
    const type = params.text('InvocationType', 'RequestResponse');
    if (type !== 'RequestResponse' && type !== 'Event') {
      throw new TencentError(
        'InvalidParameterValue.InvocationType',
        `InvocationType must be RequestResponse or Event, not ${type}`,
      );
    }
    const run = functions.invoke(env, name, readEvent(params.text('ClientContext', '{}')), { source: '' });
    if (type === 'Event') {
      run.catch((error: Error) => kernel.log(`${env}/${name}: ${error.message}`));
      return { Result: { FunctionRequestId: call.requestId, InvokeResult: 0, RetMsg: '' } };
    }
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
