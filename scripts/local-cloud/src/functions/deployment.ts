import type { Kernel } from '../kernel/kernel.js';
import type { FunctionDefinition } from './definition.js';
import { LoadError } from './errors.js';
import { Pool, type PoolInstance, type PoolLimits, type StartInstance } from './pool.js';
import { type CodeWatcher, watchCode } from './watch.js';

/** A build writes for a moment, not for ever. */
const MOST_RELOADS = 5;

/** One deployed function: its definition and the pool of instances that run its current code. */
export class Deployment<Job, Result> {
  readonly deployedAt: number;
  #pool: Pool<Job, Result>;
  #watcher: CodeWatcher | undefined;

  constructor(
    readonly env: string,
    readonly definition: FunctionDefinition,
    private readonly kernel: Kernel,
    private readonly limits: PoolLimits,
    private readonly startInstance: StartInstance<Job, Result>,
  ) {
    this.deployedAt = kernel.clock.now();
    this.#pool = this.#newPool();
  }

  get instances(): number {
    return this.#pool.size;
  }

  get idle(): readonly PoolInstance<Job, Result>[] {
    return this.#pool.idle;
  }

  /** Code that cannot be loaded may be half written: once it is whole, the job runs on it after all. */
  async run(job: Job): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      const pool = this.#pool;
      try {
        return await pool.run(job);
      } catch (error) {
        if (!(error instanceof LoadError) || attempt > MOST_RELOADS) throw error;
        const renewed = await this.#watcher?.settled();
        if (!renewed && this.#pool === pool) throw error;
      }
    }
  }

  /** Reloads whenever the code in the function's folder changes. */
  async watch(): Promise<void> {
    this.#watcher = await watchCode(this.definition.dir, () => {
      this.kernel.log(`${this.env}/${this.definition.name}: new code`);
      this.reload();
    });
  }

  /** New code: later invocations get new instances, running ones finish on the old. */
  reload(): void {
    const old = this.#pool;
    this.#pool = this.#newPool();
    old.drain(this.#pool);
  }

  /** Hands over to a newer deployment of the same function; without one, what waits fails. What runs finishes. */
  retire(next?: Deployment<Job, Result>): void {
    this.#watcher?.stop();
    this.#pool.drain(next === undefined ? undefined : next.#pool);
  }

  /** Ends one idle instance. */
  evict(instance: PoolInstance<Job, Result>): void {
    this.#pool.evict(instance);
  }

  close(): void {
    this.#watcher?.stop();
    this.#pool.close('the local cloud stops');
  }

  #newPool(): Pool<Job, Result> {
    return new Pool(this.definition.name, this.limits, this.startInstance);
  }
}
