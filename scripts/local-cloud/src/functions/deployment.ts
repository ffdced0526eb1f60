import path from 'node:path';
import type { Kernel } from '../kernel/kernel.js';
import type { FunctionDefinition } from './definition.js';
import { invocationEnvironment } from './environment.js';
import { Instance } from './instance.js';
import type { Invocation } from './invocation.js';
import type { InstanceSpec, InvokeMessage } from './messages.js';
import { Pool } from './pool.js';
import type { Spares } from './spares.js';
import { watchCode } from './watch.js';

export interface DeploymentOptions {
  spares: Spares;
  /** Called before an instance is started. */
  makeRoom(): void;
  allowHosts: string[];
  maxInstances: number;
  maxWaiting: number;
  patienceMs: number;
}

/** One deployed function: its definition and the pool of instances that run its current code. */
export class Deployment {
  #pool: Pool;
  #unwatch: () => void = () => {};
  readonly deployedAt: number;

  constructor(
    readonly env: string,
    readonly definition: FunctionDefinition,
    private readonly kernel: Kernel,
    private readonly options: DeploymentOptions,
  ) {
    this.deployedAt = kernel.clock.now();
    this.#pool = this.#newPool();
  }

  get instances(): number {
    return this.#pool.size;
  }

  run(invocation: Invocation): Promise<string> {
    return this.#pool.run(invocation, () => this.#message(invocation));
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

  /** Hands over to a newer deployment of the same function. */
  replaceBy(next: Deployment): void {
    this.#unwatch();
    this.#pool.drain(next.#pool);
  }

  get idle(): readonly Instance[] {
    return this.#pool.idle;
  }

  evict(instance: Instance): void {
    this.#pool.evict(instance);
  }

  /** The function is gone: waiting invocations fail, running ones finish. */
  retire(): void {
    this.#unwatch();
    this.#pool.drain();
  }

  close(): void {
    this.#unwatch();
    this.#pool.close('the local cloud stops');
  }

  #newPool(): Pool {
    return new Pool({
      ...this.options,
      start: (onEnd) => {
        this.options.makeRoom();
        const unsubscribe = this.kernel.clock.onShift((offsetMs) => instance.shiftClock(offsetMs));
        const instance: Instance = new Instance({
          child: this.options.spares.take(this.definition.memoryMb),
          spec: this.#spec(),
          timeoutSeconds: this.definition.timeoutSeconds,
          onEnd: () => {
            unsubscribe();
            onEnd(instance);
          },
        });
        return instance;
      },
    });
  }

  #spec(): InstanceSpec {
    const { name, dir, handler, memoryMb } = this.definition;
    const dot = handler.lastIndexOf('.');
    return {
      functionName: name,
      dir,
      entry: path.resolve(dir, handler.slice(0, dot)),
      exportName: handler.slice(dot + 1),
      memoryMb,
      baseUrl: this.kernel.baseUrl(),
      allowHosts: this.options.allowHosts,
      clockOffsetMs: new Float64Array(this.kernel.clock.offset)[0]!,
    };
  }

  #message(invocation: Invocation): InvokeMessage {
    const { name, memoryMb, timeoutSeconds } = this.definition;
    return {
      kind: 'invoke',
      event: invocation.event,
      env: invocationEnvironment({
        env: this.env,
        baseUrl: this.kernel.baseUrl(),
        token: invocation.token,
        requestId: invocation.id,
        caller: invocation.caller,
        own: this.definition.env,
        path: process.env.PATH ?? '',
      }),
      context: {
        requestId: invocation.id,
        memoryMb,
        timeoutMs: timeoutSeconds * 1000,
        functionName: name,
        namespace: this.env,
      },
    };
  }
}
