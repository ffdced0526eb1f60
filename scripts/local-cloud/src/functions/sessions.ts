import type { Invocation } from './invocation.js';

/** Ended invocations that are still known, for calls that a function did not wait for. */
const REMEMBERED = 1000;

/** Finds invocations by the session token that their SDKs send. */
export interface Sessions {
  open(invocation: Invocation): void;
  close(invocation: Invocation): void;
  find(token: string): Invocation | undefined;
}

export function createSessions(): Sessions {
  const byToken = new Map<string, Invocation>();
  const ended: string[] = [];
  return {
    open: (invocation) => void byToken.set(invocation.token, invocation),
    close(invocation) {
      ended.push(invocation.token);
      if (ended.length > REMEMBERED) byToken.delete(ended.shift()!);
    },
    find: (token) => byToken.get(token),
  };
}
