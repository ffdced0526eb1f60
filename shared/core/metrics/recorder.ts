import type { Instant } from '../../contracts/terms.js';
import { MINUTE, startOf, startOfMinute, toMs } from '../time.js';
import { observe } from './histogram.js';
import { actionOf, addToSeries, cloudOf, noStats, type Stats } from './stats.js';

/** One call, as it is counted. */
export interface CountedCall {
  action: string;
  /** `OK`, or a code of the error table. */
  code: string;
  /** Whether the failure is the server's. */
  failed: boolean;
  cold: boolean;
  /** Made by a timer, and nobody waits for it. */
  byTimer: boolean;
  ms: number;
  roundTrips: number;
  overhead: number;
}

/** What one instance saw in one minute. */
export interface MinuteStats extends Stats {
  /** When the minute began. */
  at: Instant;
}

/** What an instance writes at once. The name makes writing it twice the same as writing it once. */
export interface Batch {
  seq: number;
  minutes: MinuteStats[];
}

/**
 * Minutes that one instance holds at most while it cannot write; then the oldest are given up, and counted.
 * What is older when it is written would no longer be rolled up.
 */
const MOST_MINUTES = 60;
/**
 * How often timers that go well are worth a write, by the clock: all instances write in the same minutes, so that the records of what
 * they saw are made once.
 */
const CALM = 10 * MINUTE;

const COUNTER_NAME = /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$/;
const LABEL_NAME = /^[a-z][a-z0-9_]{0,31}$/;
const LABEL_VALUE = /^[\w.-]{1,64}$/;
const MOST_LABELS = 4;

/** What an instance has counted and not yet written: the one state of the core that outlives a call, and belongs to nobody's. */
export class Recorder {
  #minutes = new Map<Instant, MinuteStats>();
  #pending: Batch | undefined;
  #seq = 0;
  #flushedIn: Instant | undefined;
  /** Whether all that was counted since the last write are timers that went well. */
  #calm = true;
  /** Minutes given up because they could not be written. */
  dropped = 0;

  call({ action, code, failed, cold, byTimer, ms, roundTrips, overhead }: CountedCall, at: Instant): void {
    const stats = actionOf(this.#minuteOf(at), action);
    stats.calls += 1;
    if (failed) stats.errors += 1;
    if (failed || !byTimer) this.#calm = false;
    if (cold) stats.cold += 1;
    if (code !== 'OK') stats.codes[code] = (stats.codes[code] ?? 0) + 1;
    stats.roundTrips += roundTrips;
    stats.overhead += overhead;
    stats.sumMs += Math.round(ms);
    observe(stats.ms, ms);
  }

  overhead(action: string, roundTrips: number, at: Instant): void {
    actionOf(this.#minuteOf(at), action).overhead += roundTrips;
  }

  cloudCall(kind: string, ms: number, failed: boolean, at: Instant): void {
    const stats = cloudOf(this.#minuteOf(at), kind);
    stats.calls += 1;
    if (failed) stats.failures += 1;
    stats.sumMs += Math.round(ms);
    observe(stats.ms, ms);
  }

  /**
   * Counts `n` more of a business counter.
   * @throws RangeError for a name, a label or a number that no counter can have, which is a mistake in the program
   */
  count(name: string, labels: Readonly<Record<string, string>>, n: number, at: Instant): void {
    if (name.length > 64 || !COUNTER_NAME.test(name)) {
      throw new RangeError(
        `a counter is named like order.paid, in at most 64 characters; not ${JSON.stringify(name.slice(0, 80))}`,
      );
    }
    if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`${name} counts up by whole numbers, not by ${n}`);
    const entries = Object.entries(labels);
    if (entries.length > MOST_LABELS)
      throw new RangeError(`${name} has ${entries.length} labels of at most ${MOST_LABELS}`);
    const wrong = entries.find(([label]) => !LABEL_NAME.test(label));
    if (wrong) throw new RangeError(`${name}: ${JSON.stringify(wrong[0].slice(0, 80))} cannot be the name of a label`);
    // A value may come from data, and data must not make a call fail: what does not fit is counted as "other".
    const bounded = entries.map(([label, value]) => [label, LABEL_VALUE.test(value) ? value : 'other']);
    this.#calm = false;
    addToSeries(this.#minuteOf(at).counters, name, Object.fromEntries(bounded), n);
  }

  /**
   * What is to be written now: at most one batch in each minute of the clock, in each ten minutes while nothing but timers ran and
   * all went well; and the same one again until `written` says that it is. Undefined when there is nothing to do.
   */
  due(at: Instant): Batch | undefined {
    const minute = startOfMinute(at);
    if (this.#flushedIn === minute) return undefined;
    if (this.#calm && this.#isRecent(minute)) return undefined;
    if (!this.#pending && this.#minutes.size > 0) {
      this.#pending = { seq: this.#seq++, minutes: [...this.#minutes.values()] };
      this.#minutes.clear();
      this.#calm = true;
    }
    if (this.#pending) this.#flushedIn = minute;
    return this.#pending;
  }

  written(batch: Batch): void {
    if (this.#pending === batch) this.#pending = undefined;
  }

  #isRecent(minute: Instant): boolean {
    const flushed = this.#flushedIn;
    return flushed !== undefined && startOf(CALM, minute) === startOf(CALM, flushed);
  }

  #minuteOf(at: Instant): MinuteStats {
    const minute = startOfMinute(at);
    const known = this.#minutes.get(minute);
    if (known) return known;
    const begun = { at: minute, ...noStats() };
    this.#minutes.set(minute, begun);
    if (this.#minutes.size > MOST_MINUTES) this.#giveUpOldest();
    return begun;
  }

  #giveUpOldest(): void {
    const oldest = [...this.#minutes.keys()].sort((a, b) => toMs(a) - toMs(b))[0]!;
    this.#minutes.delete(oldest);
    this.dropped += 1;
  }
}
