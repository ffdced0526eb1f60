import type { Kernel } from '../kernel/kernel.js';
import type { FunctionDefinition } from './definition.js';
import { Pool, type PoolInstance, type PoolLimits, type StartInstance } from './pool.js';
import { watchCode } from './watch.js';

/** One deployed function: its definition and the pool of instances that run its current code. */
export class Deployment<Job, Result> {
  readonly deployedAt: number;
  #pool: Pool<Job, Result>;
  #unwatch: () => void = () => {};

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

  run(job: Job): Promise<Result> {
    return this.#pool.run(job);
  }

  /** Reloads whenever the code in the function's folder changes. */
  async watch(): Promise<void> {
    this.#unwatch = await watchCode(this.definition.dir, () => {
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
    this.#unwatch();
    this.#pool.drain(next === undefined ? undefined : next.#pool);
  }

  /** Ends one idle instance. */
  evict(instance: PoolInstance<Job, Result>): void {
    this.#pool.evict(instance);
  }

  close(): void {
    this.#unwatch();
    this.#pool.close('the local cloud stops');
  }

  #newPool(): Pool<Job, Result> {
    return new Pool(this.definition.name, this.limits, this.startInstance);
  }
}
