import { setImmediate as immediate } from 'node:timers/promises';

/**
 * The clock that everything in the local cloud reads: timers, expiries, signatures, server dates and, through the
 * function runtime, `Date` inside every function. It runs with the machine's clock, ahead of it by an offset that only
 * grows.
 */
export interface Clock {
  /** Milliseconds since the epoch, virtual. */
  now(): number;
  /** How far ahead of the machine's clock this one is, in ms; shared with worker threads as one Float64. */
  readonly offset: SharedArrayBuffer;
  /** Calls `wake` once the clock has reached `at` (ms); returns a cancel. Wakes due earlier are called earlier. */
  schedule(at: number, wake: () => void | Promise<void>): () => void;
  /**
   * Moves the clock forward. What falls due on the way is woken in order of its instant, each one finished before the
   * clock moves on, and what it schedules within the span is woken too.
   * @throws RangeError below 0 or above a year
   */
  advance(ms: number): Promise<void>;
  /** Moves the clock to `at` without waking anybody: used when stored state is further ahead than the machine. */
  startAt(at: number): void;
  /** Tells of every jump, so that processes with a clock of their own can follow; returns an unsubscribe. */
  onShift(listener: (offsetMs: number) => void): () => void;
  /** Stops the machine timers that drive scheduled wakes. */
  close(): void;
}

interface Wake {
  at: number;
  order: number;
  run: () => void | Promise<void>;
}

/** A year: timers that run every minute are run half a million times on the way. */
export const LONGEST_ADVANCE = 366 * 86_400_000;
/** setTimeout counts in 32 bits; a longer wait is waited for in pieces. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/**
 * @param realNow the machine's clock, in ms; replaceable for tests
 * @param failed hears of a wake that failed; whatever else is due is woken all the same
 */
export function createClock(realNow: () => number = Date.now, failed: (error: unknown) => void = rethrow): Clock {
  const offset = new SharedArrayBuffer(8);
  const ahead = new Float64Array(offset);
  const wakes = new Set<Wake>();
  let order = 0;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let advancing: Promise<void> = Promise.resolve();

  const listeners = new Set<(offsetMs: number) => void>();

  const now = () => realNow() + ahead[0]!;

  function shift(offsetMs: number) {
    ahead[0] = offsetMs;
    for (const listener of listeners) listener(offsetMs);
  }
  const earliest = () => [...wakes].sort((a, b) => a.at - b.at || a.order - b.order)[0];

  function drive() {
    clearTimeout(timer);
    const next = earliest();
    if (!next) return;
    timer = setTimeout(wakeDue, Math.min(Math.max(next.at - now(), 0), LONGEST_TIMEOUT));
    timer.unref();
  }

  function wakeDue() {
    for (let next = earliest(); next && next.at <= now(); next = earliest()) {
      wakes.delete(next);
      void run(next);
    }
    drive();
  }

  async function run(wake: Wake): Promise<void> {
    try {
      await wake.run();
    } catch (error) {
      failed(error);
    }
  }

  async function advanceTo(target: number) {
    let woken = 0;
    for (let next = earliest(); next && next.at <= target && !closed; next = earliest()) {
      wakes.delete(next);
      if (next.at > now()) shift(ahead[0]! + (next.at - now()));
      await run(next);
      woken += 1;
      // Wakes that wait for nothing would keep everything else on this machine waiting.
      if (woken % 100 === 0) await immediate();
    }
    if (target > now()) shift(ahead[0]! + (target - now()));
    drive();
  }

  return {
    now,
    offset,
    schedule(at, run) {
      const wake = { at, order: order++, run };
      wakes.add(wake);
      drive();
      return () => {
        wakes.delete(wake);
      };
    },
    advance(ms) {
      if (!(ms >= 0 && ms <= LONGEST_ADVANCE))
        throw new RangeError(`ms must be from 0 to ${LONGEST_ADVANCE}, not ${ms}`);
      const advanced = advancing.then(() => advanceTo(now() + ms));
      advancing = advanced.catch(() => undefined);
      return advanced;
    },
    startAt(at) {
      if (at > now()) shift(at - realNow());
      drive();
    },
    onShift(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      closed = true;
      clearTimeout(timer);
      wakes.clear();
      listeners.clear();
    },
  };
}

function rethrow(error: unknown): never {
  throw error;
}
