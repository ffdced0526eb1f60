import type { Clock } from '../kernel/clock.js';
import { CloudError } from '../kernel/cloud-error.js';
import { type Cron, parseCron } from './cron.js';
import { nextOccurrence } from './next.js';

/** What a function receives when its timer fires. */
export interface TimerEvent {
  Type: 'Timer';
  TriggerName: string;
  /** When it was due, to the second, UTC. */
  Time: string;
  Message: string;
}

export interface TimerSummary {
  env: string;
  functionName: string;
  name: string;
  config: string;
  /** Next firing, ms since the epoch, virtual; absent when there is none any more. */
  nextAt?: number;
  lastAt?: number;
  firesTwice: boolean;
  /** Never due until somebody lets it go on; it can still be run by hand. */
  paused: boolean;
}

interface Trigger {
  name: string;
  config: string;
}

interface CheckedTrigger extends Trigger {
  cron: Cron;
}

export interface TimersService {
  /** @throws CloudError INVALID_PARAM for a config that is no timer expression, or a name that is there twice */
  check(functionName: string, triggers: readonly Trigger[]): CheckedTrigger[];
  /** Replaces all timers of one function. */
  set(env: string, functionName: string, triggers: readonly CheckedTrigger[]): void;
  list(env?: string): TimerSummary[];
  /**
   * Fires one timer now, and waits for its function.
   * @throws CloudError INVALID_PARAM when there is no such timer, or as the function fails
   */
  runNow(env: string, functionName: string, name: string): Promise<void>;
  /** Makes every firing of one timer happen twice, as the platform does now and then. */
  fireTwice(env: string, functionName: string, name: string, twice: boolean): void;
  /** Stops a timer, or lets it go on from now, as its switch in the platform's console does. */
  pause(env: string, functionName: string, name: string, paused: boolean): void;
  close(): void;
}

interface Timer {
  env: string;
  functionName: string;
  name: string;
  config: string;
  cron: Cron;
  nextAt?: number;
  lastAt?: number;
  firesTwice: boolean;
  paused: boolean;
  cancel(): void;
}

/** @param fire runs the function; its failure is told to `failed` and changes nothing about the timer */
export function createTimers(
  clock: Clock,
  fire: (env: string, functionName: string, event: TimerEvent) => Promise<unknown>,
  failed: (line: string) => void,
): TimersService {
  const timers = new Map<string, Timer[]>();

  function plan(timer: Timer, after: number): void {
    if (timer.paused) return;
    timer.nextAt = nextOccurrence(timer.cron, after);
    timer.cancel = timer.nextAt === undefined ? () => {} : clock.schedule(timer.nextAt, () => due(timer));
  }

  async function due(timer: Timer): Promise<void> {
    const at = timer.nextAt!;
    timer.lastAt = at;
    // Planned before it runs: a firing that takes longer than the interval overlaps with the next, as on the platform.
    plan(timer, at);
    const firings = timer.firesTwice ? [at, at] : [at];
    const outcomes = await Promise.allSettled(
      firings.map((time) => fire(timer.env, timer.functionName, event(timer, time))),
    );
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') {
        failed(`timer ${timer.name} of ${timer.env}/${timer.functionName}: ${reasonOf(outcome.reason)}`);
      }
    }
  }

  function find(env: string, functionName: string, name: string): Timer {
    const timer = timers.get(`${env}/${functionName}`)?.find((one) => one.name === name);
    if (!timer) throw new CloudError('INVALID_PARAM', `function "${functionName}" of "${env}" has no timer "${name}"`);
    return timer;
  }

  return {
    check(functionName, triggers) {
      return triggers.map(({ name, config }, i) => {
        if (triggers.findIndex((other) => other.name === name) !== i) {
          throw new CloudError('INVALID_PARAM', `function "${functionName}" has two timers "${name}"`);
        }
        return { name, config, cron: parse(functionName, name, config) };
      });
    },
    set(env, functionName, triggers) {
      const key = `${env}/${functionName}`;
      const old = timers.get(key) ?? [];
      const fresh = triggers.map(({ name, config, cron }) => {
        const before = old.find((timer) => timer.name === name);
        const { firesTwice = false, paused = false } = before ?? {};
        return { env, functionName, name, config, cron, firesTwice, paused, cancel: () => {} };
      });
      for (const timer of old) timer.cancel();
      timers.delete(key);
      if (fresh.length > 0) timers.set(key, fresh);
      for (const timer of fresh) plan(timer, clock.now());
    },
    list(env) {
      const all = [...timers.values()].flat().filter((timer) => env === undefined || timer.env === env);
      return all.map(({ cron: _cron, cancel: _cancel, ...summary }) => summary);
    },
    async runNow(env, functionName, name) {
      const timer = find(env, functionName, name);
      timer.lastAt = clock.now();
      await fire(env, functionName, event(timer, clock.now()));
    },
    fireTwice(env, functionName, name, twice) {
      find(env, functionName, name).firesTwice = twice;
    },
    pause(env, functionName, name, paused) {
      const timer = find(env, functionName, name);
      if (timer.paused === paused) return;
      timer.paused = paused;
      timer.cancel();
      delete timer.nextAt;
      plan(timer, clock.now());
    },
    close() {
      for (const timer of [...timers.values()].flat()) timer.cancel();
      timers.clear();
    },
  };
}

function parse(functionName: string, name: string, config: string): Cron {
  try {
    return parseCron(config);
  } catch (error) {
    throw new CloudError('INVALID_PARAM', `function "${functionName}": timer "${name}": ${reasonOf(error)}`);
  }
}

function event(timer: Timer, at: number): TimerEvent {
  const Time = `${new Date(at).toISOString().slice(0, 19)}Z`;
  return { Type: 'Timer', TriggerName: timer.name, Time, Message: '' };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
