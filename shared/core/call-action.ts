import type { Answer, Contract, Input, Output } from '../contracts/contract.js';
import { type ErrorCode, errorTable } from '../contracts/errors.js';
import type { Assertion } from './assertion.js';
import { cloudCall } from './cloud-call.js';
import { context } from './context.js';
import { environment } from './environment.js';
import { Failure } from './failure.js';
import { PROOF_KEY } from './pipeline/platform.js';
import { placeOf } from './places.js';
import { sdk } from './store/cloud.js';

interface CallOptions {
  /** Calls in the name of the environment instead of whoever acts here. */
  as?: 'system';
}

/**
 * Calls another function of this environment in the name of the present actor, with the same trace id. One round trip.
 *
 * Without an answer nobody knows what the other has done: it is called again, or not, by who knows what that means.
 * @throws Failure with the code that the other refuses with
 * @throws Error when the other gives no answer
 */
export async function callAction<C extends Contract>(
  contract: C,
  input: Input<C>,
  { as }: CallOptions = {},
): Promise<Output<C>> {
  const { action: caller, traceId, actor } = context();
  const said = { actor: as === 'system' ? ({ kind: 'system' } as const) : actor, caller, traceId };
  const answer = await ask(contract.name, input as object, said);
  if (answer.ok) return answer.data as Output<C>;
  throw refusal(contract.name, answer.error);
}

/**
 * Hands a request of the outside world on to the action that it names, and gives its answer as it is. The action gets to know whom the door
 * has found to act and from which address, and that nobody of the environment asks: what is `internal` refuses. One round trip.
 * @throws Error when it gives no answer
 */
export async function relayRequest(action: string, input: object, ip: string | undefined): Promise<Answer<unknown>> {
  const { action: caller, traceId, actor } = context();
  return ask(action, input, { actor, caller, traceId, request: { ...(ip !== undefined && { ip }) } });
}

async function ask(action: string, input: object, said: Assertion): Promise<Answer<unknown>> {
  const { makeAssertion } = await import('./assertion.js');
  const assertion = await makeAssertion(`${environment()}/${action}`, said);
  const { name, extra } = placeOf(action);
  const data = { ...input, ...extra, [PROOF_KEY]: { assertion } };
  const { result } = await cloudCall('function-call', action, async () => {
    return (await sdk().callFunction({ name, data })) as { result?: Answer<unknown> };
  });
  if (!result) throw new Error(`${action} gave no answer`);
  return result;
}

/** A function that was deployed after this one may refuse with a code that is not known here. */
function refusal(name: string, error: Extract<Answer<unknown>, { ok: false }>['error']): Error {
  const code: ErrorCode | undefined = Object.hasOwn(errorTable, error.code) ? error.code : undefined;
  if (!code) return new Error(`${name} refuses with ${error.code}`);
  const { message, fields, missing, retryAfterMs } = error;
  return new Failure(code, { message, fields, missing, retryAfterMs });
}
