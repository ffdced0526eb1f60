import type { Context } from 'koa';
import { errorTable } from '../../contracts/errors.js';
import { relayRequest } from '../../core/call-action.js';
import { callerIp } from '../../core/caller-ip.js';
import { context } from '../../core/context.js';
import { app } from '../../core/environment.js';
import { Failure } from '../../core/failure.js';
import { toAnswerError } from '../../core/pipeline/funnel.js';
import { PROOF_KEY } from '../../core/pipeline/platform.js';
import { allowOrigin } from './cors.js';
import { httpActionsOf } from './http-actions.generated.js';
import { signedMember } from './signed-member.js';

/**
 * Answers `POST /api/<module>-<action>`: the same actions as a mini-program calls, for H5 and PC. Whoever shows an access token signs the
 * request; without one it is a guest's. The answer is the action's own, with the status of its error.
 * @throws Failure NO_SUCH_ACTION, INVALID_INPUT, CREDENTIAL_REFUSED, SESSION_ENDED, SIGNATURE_REFUSED, REQUEST_REPLAYED
 */
export async function answerApi(ctx: Context, body: string): Promise<void> {
  if (allowOrigin(ctx)) return;
  const action = ctx.path.replace(/^\/(api\/)?/, '');
  const actions = httpActionsOf[app()] ?? {};
  const effect = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (!effect) throw new Failure('NO_SUCH_ACTION');
  if (ctx.method !== 'POST') throw new Failure('NO_SUCH_ACTION', { message: '只接受 POST 请求' });

  const input = readBody(body);
  const request = { method: 'POST', path: `/api/${action}`, body, header: (name: string) => ctx.get(name) };
  const member = await signedMember(request, effect);
  if (member) context().actor = member;
  const answer = await relayRequest(action, input, callerIp());
  ctx.status = answer.ok ? 200 : (statusOf(answer.error.code) ?? 500);
  if (!answer.ok && answer.error.retryAfterMs !== undefined) {
    ctx.set('Retry-After', String(Math.ceil(answer.error.retryAfterMs / 1000)));
  }
  ctx.body = answer;
}

/** How a failure of the door itself is answered: as an action's. */
export function apiFailure(failure: Failure): object {
  return { ok: false, error: toAnswerError(failure), traceId: context().traceId };
}

/** A code of a function that was deployed after this one is not known here. */
function statusOf(code: string): number | undefined {
  return Object.hasOwn(errorTable, code) ? errorTable[code as keyof typeof errorTable].status : undefined;
}

function readBody(body: string): object {
  try {
    const input: unknown = body === '' ? {} : JSON.parse(body);
    // What the core keeps to itself comes from no client: it would be overwritten, and is refused so that nobody relies on it.
    if (typeof input === 'object' && input !== null && !Array.isArray(input) && !Object.hasOwn(input, PROOF_KEY))
      return input;
  } catch {}
  throw new Failure('INVALID_INPUT', { message: 'body：应为 JSON 对象', fields: { body: '应为 JSON 对象' } });
}
