import { createHash } from 'node:crypto';
import { HOUR, SECOND } from '../time.js';

/** After this many tries, over most of a day, an event goes to the dead letters. */
export const MOST_ATTEMPTS = 10;

const FIRST = 30 * SECOND;
const FACTOR = 3;
const LONGEST = 6 * HOUR;
/** A wait is up to this share shorter or longer. */
const JITTER = 0.2;

/**
 * How long to wait after the `attempts`-th try failed, in ms: half a minute, three times as long each time, at most six
 * hours. Spread by `key`, so that what failed together is not tried again together; the same key gives the same wait.
 */
export function backOff(attempts: number, key: string): number {
  const wait = Math.min(FIRST * FACTOR ** (attempts - 1), LONGEST);
  const spread = createHash('sha256').update(`${key} ${attempts}`).digest().readUInt32BE(0) / 0xffffffff;
  return Math.round(wait * (1 + JITTER * (2 * spread - 1)));
}
