import type { Answer, Contract, Input, Output } from '../contracts/contract.js';
import { type ErrorCode, errorTable } from '../contracts/errors.js';
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
  const { makeAssertion } = await import('./assertion.js');
  const call = context();
  const { action: caller, traceId } = call;
  const actor = as === 'system' ? ({ kind: 'system' } as const) : call.actor;
  const assertion = await makeAssertion(`${environment()}/${contract.name}`, { actor, caller, traceId });

  const { name, extra } = placeOf(contract.name);
  const data = { ...(input as object), ...extra, [PROOF_KEY]: { assertion } };
  const { result } = await cloudCall('function-call', contract.name, async () => {
    return (await sdk().callFunction({ name, data })) as { result?: Answer<Output<C>> };
  });
  if (!result) throw new Error(`${contract.name} gave no answer`);
  if (result.ok) return result.data;
  throw refusal(contract.name, result.error);
}

/** A function that was deployed after this one may refuse with a code that is not known here. */
function refusal(name: string, error: Extract<Answer<unknown>, { ok: false }>['error']): Error {
  const code: ErrorCode | undefined = Object.hasOwn(errorTable, error.code) ? error.code : undefined;
  if (!code) return new Error(`${name} refuses with ${error.code}`);
  const { message, fields, missing, retryAfterMs } = error;
  return new Failure(code, { message, fields, missing, retryAfterMs });
}
