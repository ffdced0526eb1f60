import { Worker } from 'node:worker_threads';
import { CloudError } from '../kernel/cloud-error.js';
import { FUNCTION_LIMITS } from './definition.js';
import type { Invocation } from './invocation.js';
import type { InstanceSpec, InvokeMessage, RuntimeMessage } from './messages.js';

/** Loading of a module may take this long before it counts as failed; SCF's own default for initTimeout. */
const LOAD_LIMIT_MS = 65_000;

export interface InstanceOptions {
  /** The bundled runtime. */
  runtimeFile: string;
  spec: InstanceSpec;
  timeoutSeconds: number;
  /** The instance is gone, for whatever reason. */
  onEnd(): void;
}

interface Running {
  invocation: Invocation;
  resolve(json: string): void;
  reject(failure: CloudError): void;
  timer: NodeJS.Timeout;
}

/** One instance of a function: a thread that takes one invocation at a time and is ended when one goes wrong. */
export class Instance {
  readonly #options: InstanceOptions;
  readonly #worker: Worker;
  readonly #born = performance.now();
  #running: Running | undefined;
  #loaded = false;
  #ended = false;
  /** performance.now() of the last answer. */
  idleSince = performance.now();

  constructor(options: InstanceOptions) {
    this.#options = options;
    const { memoryMb } = options.spec;
    this.#worker = new Worker(options.runtimeFile, {
      workerData: options.spec,
      env: {},
      stdin: false,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: Math.min(32, memoryMb / 4) },
      name: `${options.spec.functionName}`,
    });
    this.#worker.on('message', (message: RuntimeMessage) => this.#receive(message));
    this.#worker.on('error', (error) => this.kill(crash(error, memoryMb)));
    this.#worker.on('exit', (code) => this.kill(new CloudError('FUNCTIONS_EXECUTE_FAIL', exitText(code))));
    this.#worker.unref();
  }

  get ended(): boolean {
    return this.#ended;
  }

  /**
   * Runs one invocation; the instance must be idle.
   * @returns the answer as JSON
   * @throws CloudError when the function fails, takes too long or takes the instance with it
   */
  run(invocation: Invocation, message: InvokeMessage): Promise<string> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.kill(loadTimeout()), LOAD_LIMIT_MS);
      this.#running = { invocation, resolve, reject, timer };
      invocation.begin((failure) => this.kill(failure));
      invocation.record.cold = !this.#loaded;
      if (this.#loaded) this.#limitTime();
      this.#worker.ref();
      this.#worker.postMessage(message);
    });
  }

  /** Ends the instance at once; the running invocation, if any, fails with `failure`. */
  kill(failure: CloudError): void {
    if (this.#ended) return;
    this.#ended = true;
    void this.#worker.terminate();
    this.#options.onEnd();
    this.#finish()?.reject(failure);
  }

  #receive(message: RuntimeMessage): void {
    const running = this.#running;
    if (!running) return;
    const { record } = running.invocation;
    if (message.kind === 'log') running.invocation.log(message.level, message.time, message.text);
    else if (message.kind === 'loaded') {
      record.initMs = performance.now() - this.#born;
      this.#loaded = true;
      this.#limitTime();
    } else if (message.kind === 'memory') this.kill(memoryExceeded(this.#options.spec.memoryMb));
    else {
      record.memoryBytes = message.memoryBytes;
      if (message.kind === 'answer') this.#answer(running, message.json);
      else this.#finish()?.reject(new CloudError('FUNCTIONS_EXECUTE_FAIL', message.error));
    }
  }

  #answer(running: Running, json: string): void {
    const bytes = Buffer.byteLength(json);
    running.invocation.record.answerBytes = bytes;
    this.#finish();
    if (bytes <= FUNCTION_LIMITS.answerBytes) running.resolve(json);
    else {
      const text = `the answer takes ${bytes} bytes of at most ${FUNCTION_LIMITS.answerBytes}`;
      running.reject(new CloudError('EXCEED_MAX_RESPONSE_SIZE', text));
    }
  }

  #limitTime(): void {
    if (!this.#running) return;
    const { timeoutSeconds } = this.#options;
    clearTimeout(this.#running.timer);
    this.#running.timer = setTimeout(() => this.kill(timedOut(timeoutSeconds)), timeoutSeconds * 1000);
  }

  #finish(): Running | undefined {
    const running = this.#running;
    if (!running) return undefined;
    clearTimeout(running.timer);
    this.#running = undefined;
    this.idleSince = performance.now();
    this.#worker.unref();
    return running;
  }
}

function timedOut(seconds: number): CloudError {
  return new CloudError('FUNCTIONS_TIME_LIMIT_EXCEEDED', `Invoking task timed out after ${seconds} seconds`);
}

function loadTimeout(): CloudError {
  return new CloudError(
    'FUNCTIONS_TIME_LIMIT_EXCEEDED',
    `the module did not load within ${LOAD_LIMIT_MS / 1000} seconds`,
  );
}

function memoryExceeded(memoryMb: number): CloudError {
  return new CloudError('FUNCTIONS_MEMORY_LIMIT_EXCEEDED', `the function used more than its ${memoryMb} MB of memory`);
}

function crash(error: Error & { code?: string }, memoryMb: number): CloudError {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return memoryExceeded(memoryMb);
  return new CloudError('FUNCTIONS_EXECUTE_FAIL', `uncaught: ${error.stack ?? error}`);
}

function exitText(code: number): string {
  return `the function ended its own process (exit code ${code}) before it answered`;
}
