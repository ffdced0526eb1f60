import type { Answer, Contract, Input, Output } from '../../shared/contracts/contract.js';
import type { BuiltInRole } from '../../shared/contracts/permissions.js';
import type { Instant } from '../../shared/contracts/terms.js';
import { makeAssertion } from '../../shared/core/assertion.js';
import { environmentName } from '../../shared/core/environment.js';
import { makeOperatorToken } from '../../shared/core/operator-token.js';
import { callFunction, Refusal } from './buyer.js';
import type { RunningCloud } from './local-cloud.js';

/** Somebody with an operator token, who calls as the CloudBase console or the CLI does. */
export interface TestOperator {
  operatorId: string;
  /** A token that is good now, by the cloud's own clock. */
  token(): Promise<string>;
  call<C extends Contract>(contract: C, input: Input<C>): Promise<Output<C>>;
  /** Sends anything at all, and gives the answer as it came. */
  send(name: string, data: object): Promise<Answer<unknown>>;
}

/** An operator of the environment `env`, with the cloud's own keys. */
export function createOperator(
  cloud: RunningCloud,
  env: string,
  roles: readonly BuiltInRole[],
  operatorId = 'tester',
): TestOperator {
  const token = async () => {
    const { iso } = await cloud.get<{ iso: Instant }>('/__hub/clock');
    return makeOperatorToken(environmentName(env, env), { operatorId, roles }, 60, iso);
  };
  const send = async (name: string, data: object) =>
    callFunction(cloud, env, name, { ...data, $yunshu: { operator: await token() } });

  return {
    operatorId,
    token,
    send,
    async call(contract, input) {
      const answer = await send(contract.name, input as object);
      if (!answer.ok) throw Refusal.of(answer.error);
      return answer.data as never;
    },
  };
}

/** Calls as a function of the environment does that acts for the system itself: a sweep that need not wait for its timer. */
export async function callAsSystem<C extends Contract>(
  cloud: RunningCloud,
  env: string,
  contract: C,
  input: Input<C>,
): Promise<Output<C>> {
  const { iso } = await cloud.get<{ iso: Instant }>('/__hub/clock');
  const audience = `${environmentName(env, env)}/${contract.name}`;
  const said = { actor: { kind: 'system' }, caller: 'test', traceId: 'test' } as const;
  const assertion = await makeAssertion(audience, said, iso);
  const answer = await callFunction(cloud, env, contract.name, { ...(input as object), $yunshu: { assertion } });
  if (!answer.ok) throw Refusal.of(answer.error);
  return answer.data as never;
}
