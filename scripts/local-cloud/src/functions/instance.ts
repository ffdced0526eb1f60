import type { ChildProcess } from 'node:child_process';
import { CloudError } from '../kernel/cloud-error.js';
import { type Channel, openChannel } from './channel.js';
import { FUNCTION_LIMITS } from './definition.js';
import { LoadError } from './errors.js';
import { answerTooLarge, brokenChannel, ended, loadTimedOut, memoryExceeded, timedOut } from './instance-failures.js';
import type { Invocation } from './invocation.js';
import {
  type HostMessage,
  type InstanceSpec,
  type InvokeMessage,
  type RuntimeMessage,
  readRuntimeMessage,
} from './messages.js';
import type { PoolInstance } from './pool.js';
import { exceedsMemory, type RuntimeProcess } from './runtime-process.js';

/** Loading of a module may take this long before it counts as failed; SCF's own default for initTimeout. */
const LOAD_LIMIT_MS = 65_000;
/** How often a running function's memory is looked at from outside. */
const MEMORY_CHECK_MS = 25;
/** After the process has ended, its last words may still be on the way. */
const LAST_WORDS_MS = 30;
const LAST_WORDS_LENGTH = 16 * 1024;

export interface InstanceOptions {
  process: RuntimeProcess;
  spec: InstanceSpec;
  timeoutSeconds: number;
  messageOf(invocation: Invocation): InvokeMessage;
  /** The instance is gone, for whatever reason. */
  onEnd(): void;
}

interface Running {
  invocation: Invocation;
  resolve(json: string): void;
  reject(failure: CloudError): void;
  timer: NodeJS.Timeout;
  memoryWatch: NodeJS.Timeout;
}

/** One instance of a function: a process that takes one invocation at a time and is ended when one goes wrong. */
export class Instance implements PoolInstance<Invocation, string> {
  readonly #options: InstanceOptions;
  readonly #child: ChildProcess;
  readonly #process: RuntimeProcess;
  readonly #channel: Channel<HostMessage>;
  readonly #born = performance.now();
  #running: Running | undefined;
  #ended = false;
  #lastWords = '';
  /** When the module was loaded; performance.now(). */
  warmSince: number | undefined;
  /** performance.now() of the last answer. */
  idleSince = performance.now();

  constructor(options: InstanceOptions) {
    this.#options = options;
    this.#process = options.process;
    this.#child = this.#process.child;
    const broken = (problem: string) => this.kill(brokenChannel(problem));
    this.#channel = openChannel(
      this.#process.stream,
      (value) => {
        const message = readRuntimeMessage(value);
        if (message) this.#receive(message);
        else broken('what came is no message of the runtime');
      },
      broken,
    );
    this.#child.stdout?.on('data', (chunk: Buffer) => this.#hear('log', chunk));
    this.#child.stderr?.on('data', (chunk: Buffer) => this.#hear('error', chunk));
    this.#child.on('error', (error) => this.kill(new CloudError('SYS_ERR', `the runtime failed: ${error.message}`)));
    this.#child.on('exit', (code, signal) => {
      const conclude = () => this.kill(ended(code, signal, this.#lastWords, options.spec.memoryMb));
      this.#child.once('close', conclude);
      setTimeout(conclude, LAST_WORDS_MS);
    });
    this.#send({ kind: 'start', spec: options.spec });
  }

  get ended(): boolean {
    return this.#ended;
  }

  /**
   * Runs one invocation; the instance must be idle.
   * @returns the answer as JSON
   * @throws CloudError when the function fails, takes too long or takes the instance with it
   */
  run(invocation: Invocation): Promise<string> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.kill(loadTimedOut(LOAD_LIMIT_MS)), LOAD_LIMIT_MS);
      const memoryWatch = setInterval(() => this.#checkMemory(), MEMORY_CHECK_MS);
      this.#running = { invocation, resolve, reject, timer, memoryWatch };
      this.#lastWords = '';
      invocation.begin((failure) => this.kill(failure));
      invocation.record.cold = this.warmSince === undefined;
      if (this.warmSince !== undefined) this.#limitTime();
      this.#send(this.#options.messageOf(invocation));
    });
  }

  /** Makes the instance follow the virtual clock. */
  shiftClock(offsetMs: number): void {
    this.#send({ kind: 'clock', offsetMs });
  }

  /** Ends the instance at once; the running invocation, if any, fails with `failure`. */
  kill(failure: CloudError): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#process.end();
    this.#options.onEnd();
    this.#finish()?.reject(failure);
  }

  #send(message: HostMessage): void {
    this.#channel.send(message);
  }

  #receive(message: RuntimeMessage): void {
    if (message.kind === 'crash') this.#lastWords = message.error;
    const running = this.#running;
    if (!running) return;
    const { record } = running.invocation;
    if (message.kind === 'log') running.invocation.log(message.level, message.text, message.time);
    else if (message.kind === 'loaded') {
      record.initMs = performance.now() - this.#born;
      this.warmSince = performance.now();
      this.#limitTime();
    } else if (message.kind === 'memory') this.kill(memoryExceeded(this.#options.spec.memoryMb));
    else if (message.kind === 'answer') this.#answer(running, message.json, message.memoryBytes);
    else if (message.kind === 'tooLarge') {
      Object.assign(record, { answerBytes: message.bytes, memoryBytes: message.memoryBytes });
      this.#finish()?.reject(answerTooLarge(message.bytes));
    } else if (message.kind === 'failure') {
      record.memoryBytes = message.memoryBytes;
      const { error, loading } = message;
      this.#finish()?.reject(loading ? new LoadError(error) : new CloudError('FUNCTIONS_EXECUTE_FAIL', error));
    }
  }

  #answer(running: Running, json: string, memoryBytes: number): void {
    const bytes = Buffer.byteLength(json);
    Object.assign(running.invocation.record, { answerBytes: bytes, memoryBytes });
    this.#finish();
    if (bytes <= FUNCTION_LIMITS.answerBytes) running.resolve(json);
    else running.reject(answerTooLarge(bytes));
  }

  /** What is written past the console: by native code, by V8 when it gives up, by processes that the function starts. */
  #hear(level: 'log' | 'error', chunk: Buffer): void {
    const text = chunk.toString('utf8').trimEnd();
    if (level === 'error') this.#lastWords = `${this.#lastWords}\n${text}`.slice(-LAST_WORDS_LENGTH).trimStart();
    this.#running?.invocation.log(level, text);
  }

  #checkMemory(): void {
    const { memoryMb } = this.#options.spec;
    if (exceedsMemory(this.#child.pid!, memoryMb)) this.kill(memoryExceeded(memoryMb));
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
    clearInterval(running.memoryWatch);
    this.#running = undefined;
    this.idleSince = performance.now();
    return running;
  }
}
