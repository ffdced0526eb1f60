import { randomUUID } from 'node:crypto';
import type { Caller, InvocationHandle } from '../kernel/admin.js';
import { CloudError, type CloudErrorCode } from '../kernel/cloud-error.js';
import type { LogLevel } from './messages.js';
import type { InvocationLine, InvocationRecord } from './records.js';
import { resourcePoints } from './resource-points.js';

/** An invocation keeps this much of what it prints. */
const MOST_LOG_LINES = 1000;
const MOST_LOG_CHARACTERS = 256 * 1024;

/** One event on its way through a function: what its instance, its doors and the record know of it. */
export class Invocation implements InvocationHandle {
  readonly id = randomUUID();
  /** Unguessable; finds this invocation when an SDK sends it back. */
  readonly token = randomUUID();
  readonly record: InvocationRecord;
  readonly #began = performance.now();
  #logged = 0;
  #logFull = false;
  #kill: ((failure: CloudError) => void) | undefined;

  constructor(
    readonly env: string,
    readonly functionName: string,
    /** JSON. */
    readonly event: string,
    readonly caller: Caller,
    startedAt: number,
    memoryMb: number,
    /** `$LATEST`, or a number. */
    readonly version: string,
    /** Told of every line that is kept, as it is printed. */
    readonly onLine: (record: InvocationRecord, line: InvocationLine) => void = () => {},
  ) {
    this.record = {
      requestId: this.id,
      env,
      name: functionName,
      version,
      caller,
      startedAt,
      durationMs: 0,
      queuedMs: 0,
      cold: false,
      initMs: 0,
      memoryMb,
      memoryBytes: 0,
      roundTrips: {},
      calls: 0,
      bytesIn: 0,
      bytesOut: 0,
      eventBytes: Buffer.byteLength(event),
      answerBytes: 0,
      points: 0,
      logs: [],
    };
  }

  get calls(): number {
    return this.record.calls;
  }

  count(action: string, bytesIn: number, bytesOut: number): void {
    this.record.calls++;
    this.record.roundTrips[action] = (this.record.roundTrips[action] ?? 0) + 1;
    this.record.bytesIn += bytesIn;
    this.record.bytesOut += bytesOut;
  }

  kill(reason: string): void {
    this.#kill?.(new CloudError('FUNCTIONS_EXECUTE_FAIL', reason));
  }

  /** Called by the instance that takes it. */
  begin(kill: (failure: CloudError) => void): void {
    this.record.queuedMs = this.elapsedMs;
    this.#kill = kill;
  }

  /** @param time virtual time, ms; by default how long it has been running since it started */
  log(level: LogLevel, text: string, time = this.record.startedAt + Math.round(this.elapsedMs)): void {
    if (this.#logFull) return;
    const { logs } = this.record;
    this.#logged += text.length;
    this.#logFull = logs.length >= MOST_LOG_LINES || this.#logged > MOST_LOG_CHARACTERS;
    const limits = `${MOST_LOG_LINES} lines or ${MOST_LOG_CHARACTERS} characters`;
    const full = { level: 'warn', time, text: `more than ${limits}; the rest is not kept` } as const;
    const line = this.#logFull ? full : { level, time, text };
    logs.push(line);
    this.onLine(this.record, line);
  }

  /** Since the platform took the event, ms. */
  get elapsedMs(): number {
    return performance.now() - this.#began;
  }

  /** Closes the record. */
  end(error?: { code: CloudErrorCode; message: string }): void {
    this.#kill = undefined;
    this.record.durationMs = this.elapsedMs;
    this.record.points = resourcePoints(this.record);
    if (error) this.record.error = { code: error.code, message: error.message };
  }
}
