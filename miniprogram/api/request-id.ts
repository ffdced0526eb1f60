import { ApiError } from './api-error';

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz';
let counter = 0;

/** A new request id: time, a counter and 16 random characters, so that two devices never meet. */
export function newRequestId(): string {
  counter += 1;
  let random = '';
  for (let i = 0; i < 16; i += 1) random += alphabet[Math.floor(Math.random() * alphabet.length)];
  return `${Date.now().toString(36)}-${counter.toString(36)}-${random}`;
}

/** Whether the server may have done what was asked although it did not say so. */
const undecided = (error: unknown) =>
  !(error instanceof ApiError) || ['NETWORK', 'INTERNAL', 'REQUEST_IN_PROGRESS'].includes(error.code);

/**
 * One thing that a person means to do: submit this order, save this address.
 *
 * A second tap while the first is under way gets the first one's answer. After a failure that leaves the outcome
 * unknown, the next try carries the same request id, so that it cannot happen twice; after a clear answer the next
 * try is a new intent.
 */
export class Intent {
  private requestId = newRequestId();
  private running: Promise<unknown> | undefined;

  run<T>(act: (requestId: string) => Promise<T>): Promise<T> {
    this.running ??= this.once(act);
    return this.running as Promise<T>;
  }

  private async once<T>(act: (requestId: string) => Promise<T>): Promise<T> {
    try {
      const done = await act(this.requestId);
      this.requestId = newRequestId();
      return done;
    } catch (error) {
      if (!undecided(error)) this.requestId = newRequestId();
      throw error;
    } finally {
      this.running = undefined;
    }
  }
}
