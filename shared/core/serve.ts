import type { Answer, Contract, Output, Parsed } from '../contracts/contract.js';
import type { RequestId } from '../contracts/terms.js';
import { runAfterCommit } from './after-commit.js';
import { type CallContext, within } from './context.js';
import { concludeCall } from './observe.js';
import { checkAccess } from './pipeline/access.js';
import { checkFlag } from './pipeline/flag.js';
import { toAnswerError, toFailure } from './pipeline/funnel.js';
import { once } from './pipeline/idempotency.js';
import { parseInput } from './pipeline/input.js';
import { callersInput, type Invocation, identify, newCall } from './pipeline/platform.js';
import { checkRate } from './pipeline/rate-limit.js';

type UseCase<C extends Contract> = (input: Parsed<C>) => Promise<Output<C>>;

/** What a function is given of the outside world, beyond the database. */
type Ports = Pick<CallContext, 'cache'>;

/** A cloud function's entry point, as the platform calls it. */
export type Main<C extends Contract> = (event: unknown, invocation: Invocation) => Promise<Answer<Output<C>>>;

/**
 * The entry point of the function that offers `contract` by running `useCase`.
 *
 * Every call goes the same way: who called, flag, access, rate limit, input, idempotency, use case, output check, effects, one log line,
 * answer.
 * It answers whatever the use case throws.
 */
export function serve<C extends Contract>(contract: C, useCase: UseCase<C>, ports: Ports = {}): Main<C> {
  return async (event, invocation) => {
    const call = Object.assign(newCall(contract.name, invocation, event), ports);

    return within(call, async () => {
      try {
        Object.assign(call, await identify(contract.name, event));
        const data = await answerOf(contract, useCase, callersInput(event, call.actor), call);
        await runAfterCommit();
        await concludeCall();
        return { ok: true, data, traceId: call.traceId };
      } catch (thrown) {
        const failure = toFailure(thrown);
        await concludeCall(failure);
        return { ok: false, error: toAnswerError(failure), traceId: call.traceId };
      }
    });
  };
}

async function answerOf<C extends Contract>(contract: C, useCase: UseCase<C>, sent: unknown, call: CallContext) {
  await checkFlag(contract);
  await checkAccess(contract, call);
  await checkRate(contract, call);
  const input = parseInput(contract, sent);
  const run = () => withAudit(contract, input, call, async () => checkOutput(contract, await useCase(input)));
  if (!contract.idempotent) return run();

  const request = input as Parsed<C> & { requestId: RequestId };
  call.requestId = request.requestId;
  return once(contract, request, run);
}

async function withAudit<C extends Contract, T>(
  contract: C,
  input: Parsed<C>,
  call: CallContext,
  work: () => Promise<T>,
) {
  if (!contract.audited) return work();
  const { audited } = await import('./audit/audit.js');
  return audited({ action: contract.name, entity: contract.audited(input) }, (note) => {
    call.auditNote = note;
    return work();
  });
}

/** A use case that answers something else than its contract says is broken; nobody should find out by parsing. */
function checkOutput<C extends Contract>(contract: C, output: Output<C>): Output<C> {
  const result = contract.output.safeParse(output);
  if (result.success) return result.data as Output<C>;
  const issue = result.error.issues[0];
  throw new Error(`${contract.name} answers against its contract: ${issue?.path.join('.')} ${issue?.code}`);
}
