import { tellFrame } from '../messages.js';

/** The three callbacks that every asynchronous API of `wx` takes. */
export interface Callbacks {
  success?(result: Record<string, unknown>): void;
  fail?(error: Record<string, unknown>): void;
  complete?(result: Record<string, unknown>): void;
}

/** A failure with fields of its own (`errCode`, …) beside the message. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly fields: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

/**
 * Makes an API of `wx` from what it does: it answers by promise, or by callbacks when it is given any; its result
 * carries `errMsg` `<name>:ok`, a failure `<name>:fail <reason>`.
 */
export function asyncApi<Options>(name: string, run: (options: Options) => unknown) {
  return (options?: Options & Callbacks): Promise<Record<string, unknown>> | undefined => {
    const given = (options ?? {}) as Options & Callbacks;
    const promise = recorded(name, given, attempt(name, run, given));
    return settle(given, promise);
  };
}

/** Hands the outcome to the callbacks, or back as a promise when there are none. */
export function settle<Result extends Record<string, unknown>>(
  given: Callbacks,
  promise: Promise<Result>,
): Promise<Result> | undefined {
  if (!given.success && !given.fail && !given.complete) return promise;
  promise.then(
    (result) => {
      given.success?.(result);
      given.complete?.(result);
    },
    (error: Record<string, unknown>) => {
      given.fail?.(error);
      given.complete?.(error);
    },
  );
  return undefined;
}

/** Tells the frame of the call once it has ended. */
export async function recorded<Result>(name: string, options: object, call: Promise<Result>): Promise<Result> {
  const at = Date.now();
  const started = performance.now();
  const tell = (error?: string, answer?: unknown) =>
    tellFrame({
      kind: 'call',
      name,
      detail: summary(options),
      at,
      ms: performance.now() - started,
      ...(error && { error }),
      ...(answer !== undefined && { answer: summary(answer as object, 4000) }),
    });
  try {
    const result = await call;
    tell(undefined, result);
    return result;
  } catch (error) {
    tell((error as Error).message);
    throw error;
  }
}

/** Options or an answer in one line, callbacks left out. */
function summary(options: object, length = 300): string {
  try {
    return JSON.stringify(options).slice(0, length);
  } catch {
    return '';
  }
}

async function attempt<Options>(name: string, run: (options: Options) => unknown, options: Options) {
  try {
    const result = await run(options);
    return { errMsg: `${name}:ok`, ...(result as Record<string, unknown> | undefined) };
  } catch (error) {
    const fields = error instanceof ApiError ? error.fields : {};
    const reason = error instanceof Error ? error.message : String(error);
    // Rejections are plain objects with errMsg, as in the base library; an Error keeps the stack for a person to read.
    throw Object.assign(new Error(`${name}:fail ${reason}`), { errMsg: `${name}:fail ${reason}`, ...fields });
  }
}
