import Koa, { type Context } from 'koa';
import serverless from 'serverless-http';
import { errorTable } from '../contracts/errors.js';
import type { HttpDoor } from '../contracts/http-door.js';
import { runAfterCommit } from './after-commit.js';
import { type CallContext, within } from './context.js';
import { Failure } from './failure.js';
import { concludeCall } from './observe.js';
import { toFailure } from './pipeline/funnel.js';
import { readTraceparent, traceparent } from './trace.js';

/** Callbacks are a few KB; whatever is larger is not one. */
const LARGEST_BODY = 256 * 1024;

/** Answers one request: sets `ctx.status` and `ctx.body`, or throws a Failure. */
export type HttpUseCase = (ctx: Context, body: string) => Promise<void>;

/** What a failure is answered as. */
type FailureBody = (failure: Failure) => object;
const failBody: FailureBody = ({ message }) => ({ code: 'FAIL', message });

/**
 * The entry point of a function behind HTTP access.
 *
 * `body` is the text as it was received, for those who verify a signature over it. A caller is a guest until the use
 * case has proven otherwise. A failure is answered with the status of the error table, as
 * `{code, message}` unless `failureBody` says otherwise.
 */
export function serveHttp(door: HttpDoor, useCase: HttpUseCase, failureBody: FailureBody = failBody) {
  const app = new Koa();
  app.use(async (ctx) => {
    const call: CallContext = {
      action: door.name,
      actor: { kind: 'guest' },
      door: 'http',
      traceId: traceIdOf(ctx),
      startedAt: performance.now(),
      spans: [],
      roundTrips: 0,
      overhead: 0,
      beside: [],
      effects: new Map(),
    };
    await within(call, async () => {
      let failure: Failure | undefined;
      try {
        await useCase(ctx, await rawBody(ctx));
        await runAfterCommit();
      } catch (thrown) {
        failure = toFailure(thrown);
        ctx.status = errorTable[failure.code].status;
        ctx.body = failureBody(failure);
      }
      const trace = traceparent();
      if (trace) ctx.set('traceparent', trace);
      await concludeCall(failure, { status: ctx.status });
    });
  });
  return serverless(app, {
    request: (request: object, event: object) => Object.assign(request, { platformEvent: event }),
  });
}

function traceIdOf(ctx: Context): string {
  const named = readTraceparent(ctx.get('traceparent'));
  if (named) return named;
  const { platformEvent } = ctx.req as { platformEvent?: { requestContext?: { requestId?: string } } };
  return platformEvent?.requestContext?.requestId ?? 'unknown';
}

async function rawBody(ctx: Context): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of ctx.req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new Failure('INVALID_INPUT', { message: `body：不能超过 ${LARGEST_BODY} 字节` });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
