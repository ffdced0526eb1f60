import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { RealtimeError } from './messages.js';

const LIFE_MS = 5 * 60_000;

/** What allows a connection to watch the collections of one environment. */
export interface Signer {
  sign(env: string): string;
  /** @returns the environment @throws RealtimeError SIGN_INVALID_ERROR, SIGN_EXPIRED_ERROR */
  verify(signStr: unknown): string;
}

/** @param now the machine's clock, in ms: a client keeps a signature for a minute of its own time */
export function createSigner(now: () => number = Date.now): Signer {
  const secret = randomBytes(32);
  const seal = (env: string, expires: number) =>
    createHmac('sha256', secret).update(`${env}\n${expires}`).digest('hex');
  return {
    sign(env) {
      const expires = now() + LIFE_MS;
      return `${expires}.${seal(env, expires)}.${env}`;
    },
    verify(signStr) {
      const [, time, given, env] = /^(\d+)\.([0-9a-f]{64})\.(.+)$/.exec(String(signStr)) ?? [];
      const right = env !== undefined && timingSafeEqual(Buffer.from(given!), Buffer.from(seal(env, Number(time))));
      if (!right) throw new RealtimeError('SIGN_INVALID_ERROR', 'the signature is not one of this local cloud');
      if (now() > Number(time)) throw new RealtimeError('SIGN_EXPIRED_ERROR', 'the signature has expired');
      return env;
    },
  };
}
