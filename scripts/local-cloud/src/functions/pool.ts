import { CloudError } from '../kernel/cloud-error.js';
import type { Instance } from './instance.js';
import type { Invocation } from './invocation.js';
import type { InvokeMessage } from './messages.js';

export interface PoolOptions {
  /** Starts an instance; `onEnd` must be called once when it is gone. */
  start(onEnd: (instance: Instance) => void): Instance;
  /** Most instances at the same time. */
  maxInstances: number;
  /** Most invocations that wait for an instance. */
  maxWaiting: number;
  /** A waiting invocation starts another instance only after this long, so that a short burst stays on warm ones. */
  patienceMs: number;
}

interface Waiting {
  invocation: Invocation;
  message: () => InvokeMessage;
  resolve(json: string): void;
  reject(failure: unknown): void;
  timer: NodeJS.Timeout | undefined;
}

/** The instances of one version of one function. */
export class Pool {
  readonly #options: PoolOptions;
  readonly #all = new Set<Instance>();
  /** Most recently used last, so that the surplus grows old and is evicted. */
  #idle: Instance[] = [];
  #waiting: Waiting[] = [];
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#all.size;
  }

  get idle(): readonly Instance[] {
    return this.#idle;
  }

  /** @throws CloudError as the function fails, or EXCEED_CONCURRENT_REQUEST_LIMIT when too many wait already */
  run(invocation: Invocation, message: () => InvokeMessage): Promise<string> {
    const { maxWaiting, maxInstances, patienceMs } = this.#options;
    if (this.#waiting.length >= maxWaiting) {
      const text = `function "${invocation.functionName}": ${maxWaiting} invocations wait for an instance already`;
      return Promise.reject(new CloudError('EXCEED_CONCURRENT_REQUEST_LIMIT', text));
    }
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { invocation, message, resolve, reject, timer: undefined };
      const idle = this.#idle.pop();
      if (idle) return this.#give(idle, waiting);
      if (this.#all.size === 0) return this.#give(this.#start(), waiting);
      this.#waiting.push(waiting);
      if (this.#all.size < maxInstances) waiting.timer = setTimeout(() => this.#grow(waiting), patienceMs);
    });
  }

  /** Ends one idle instance. */
  evict(instance: Instance): void {
    this.#idle = this.#idle.filter((other) => other !== instance);
    instance.kill(new CloudError('FUNCTIONS_EXECUTE_FAIL', 'the idle instance was evicted'));
  }

  /** Lets what runs finish and ends every instance as it becomes idle. What still waits is handed to `successor`. */
  drain(successor?: Pool): void {
    this.#closed = true;
    for (const instance of [...this.#idle]) this.evict(instance);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const one of waiting) {
      clearTimeout(one.timer);
      if (successor) successor.run(one.invocation, one.message).then(one.resolve, one.reject);
      else one.reject(new CloudError('FUNCTION_NOT_FOUND', `function "${one.invocation.functionName}" was removed`));
    }
  }

  /** Ends everything at once. */
  close(reason: string): void {
    this.drain();
    for (const instance of [...this.#all]) instance.kill(new CloudError('FUNCTIONS_EXECUTE_FAIL', reason));
  }

  #start(): Instance {
    const instance = this.#options.start((ended) => this.#forget(ended));
    this.#all.add(instance);
    return instance;
  }

  #grow(waiting: Waiting): void {
    if (this.#all.size >= this.#options.maxInstances) return;
    this.#waiting = this.#waiting.filter((other) => other !== waiting);
    this.#give(this.#start(), waiting);
  }

  #give(instance: Instance, waiting: Waiting): void {
    clearTimeout(waiting.timer);
    instance
      .run(waiting.invocation, waiting.message())
      .then(waiting.resolve, waiting.reject)
      .finally(() => this.#release(instance));
  }

  #release(instance: Instance): void {
    if (instance.ended) return;
    const next = this.#waiting.shift();
    if (next) this.#give(instance, next);
    else {
      this.#idle.push(instance);
      if (this.#closed) this.evict(instance);
    }
  }

  #forget(instance: Instance): void {
    this.#all.delete(instance);
    this.#idle = this.#idle.filter((other) => other !== instance);
    const next = this.#closed ? undefined : this.#waiting.shift();
    if (next) this.#give(this.#start(), next);
  }
}
