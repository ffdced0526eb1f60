import { availableParallelism } from 'node:os';
import { CloudError } from '../kernel/cloud-error.js';

/** More at once would only slow each other down. */
const STARTING_AT_ONCE = availableParallelism();

/** Something that does one job at a time until it ends. */
export interface PoolInstance<Job, Result> {
  readonly ended: boolean;
  /** Since when jobs do not wait for its start; performance.now(). */
  readonly warmSince: number | undefined;
  /** performance.now() of the end of the last job. */
  readonly idleSince: number;
  run(job: Job): Promise<Result>;
  /** Ends it at once; its job, if any, fails with `failure`. */
  kill(failure: CloudError): void;
}

export interface PoolLimits {
  /** Most instances at the same time. */
  maxInstances: number;
  /** Most jobs that wait for an instance. */
  maxWaiting: number;
  /** A waiting job starts another instance only after this long, so that a short burst stays on warm ones. */
  patienceMs: number;
}

/** Starts an instance; `onEnd` must be called once when it is gone. */
export type StartInstance<Job, Result> = (onEnd: () => void) => PoolInstance<Job, Result>;

interface Waiting<Job, Result> {
  job: Job;
  resolve(result: Result): void;
  reject(failure: unknown): void;
  timer: NodeJS.Timeout | undefined;
}

/** The instances of one version of one function. */
export class Pool<Job, Result> {
  readonly #all = new Set<PoolInstance<Job, Result>>();
  /** Most recently used last, so that the surplus grows old and is evicted. */
  #idle: PoolInstance<Job, Result>[] = [];
  #waiting: Waiting<Job, Result>[] = [];
  #closed = false;

  constructor(
    private readonly name: string,
    private readonly limits: PoolLimits,
    private readonly startInstance: StartInstance<Job, Result>,
  ) {}

  get size(): number {
    return this.#all.size;
  }

  get idle(): readonly PoolInstance<Job, Result>[] {
    return this.#idle;
  }

  /** @throws CloudError as the function fails, or EXCEED_CONCURRENT_REQUEST_LIMIT when too many wait already */
  run(job: Job): Promise<Result> {
    const { maxWaiting, maxInstances, patienceMs } = this.limits;
    if (this.#waiting.length >= maxWaiting) {
      const text = `function "${this.name}": ${maxWaiting} invocations wait for an instance already`;
      return Promise.reject(new CloudError('EXCEED_CONCURRENT_REQUEST_LIMIT', text));
    }
    return new Promise((resolve, reject) => {
      const waiting: Waiting<Job, Result> = { job, resolve, reject, timer: undefined };
      const idle = this.#idle.pop();
      if (idle) return this.#give(idle, waiting);
      if (this.#all.size === 0) return this.#give(this.#start(), waiting);
      this.#waiting.push(waiting);
      if (this.#all.size < maxInstances) waiting.timer = setTimeout(() => this.#grow(waiting), patienceMs);
    });
  }

  /** Ends one idle instance. */
  evict(instance: PoolInstance<Job, Result>): void {
    this.#idle = this.#idle.filter((other) => other !== instance);
    instance.kill(new CloudError('FUNCTIONS_EXECUTE_FAIL', 'the idle instance was evicted'));
  }

  /** Lets what runs finish and ends every instance as it becomes idle. What still waits is handed to `successor`. */
  drain(successor?: Pool<Job, Result>): void {
    this.#closed = true;
    for (const instance of [...this.#idle]) this.evict(instance);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const one of waiting) {
      clearTimeout(one.timer);
      if (successor) successor.run(one.job).then(one.resolve, one.reject);
      else one.reject(new CloudError('FUNCTION_NOT_FOUND', `function "${this.name}" was removed`));
    }
  }

  /** Ends everything at once. */
  close(reason: string): void {
    this.drain();
    for (const instance of [...this.#all]) instance.kill(new CloudError('FUNCTIONS_EXECUTE_FAIL', reason));
  }

  #start(): PoolInstance<Job, Result> {
    const instance = this.startInstance(() => this.#forget(instance));
    this.#all.add(instance);
    return instance;
  }

  #grow(waiting: Waiting<Job, Result>): void {
    if (this.#all.size >= this.limits.maxInstances) return;
    const wait = this.#patienceLeft();
    if (wait > 0) {
      waiting.timer = setTimeout(() => this.#grow(waiting), wait);
      return;
    }
    this.#waiting = this.#waiting.filter((other) => other !== waiting);
    this.#give(this.#start(), waiting);
  }

  /** While instances are starting, and until one that has just started had time to serve what piled up meanwhile. */
  #patienceLeft(): number {
    const { patienceMs } = this.limits;
    const warmedUp = [...this.#all].flatMap(({ warmSince }) => warmSince ?? []);
    if (this.#all.size - warmedUp.length >= STARTING_AT_ONCE) return patienceMs;
    return patienceMs - (performance.now() - Math.max(...warmedUp));
  }

  #give(instance: PoolInstance<Job, Result>, waiting: Waiting<Job, Result>): void {
    clearTimeout(waiting.timer);
    instance
      .run(waiting.job)
      .then(waiting.resolve, waiting.reject)
      .finally(() => this.#release(instance));
  }

  #release(instance: PoolInstance<Job, Result>): void {
    if (instance.ended) return;
    const next = this.#waiting.shift();
    if (next) this.#give(instance, next);
    else {
      this.#idle.push(instance);
      if (this.#closed) this.evict(instance);
    }
  }

  #forget(instance: PoolInstance<Job, Result>): void {
    this.#all.delete(instance);
    this.#idle = this.#idle.filter((other) => other !== instance);
    const next = this.#closed ? undefined : this.#waiting.shift();
    if (next) this.#give(this.#start(), next);
  }
}
