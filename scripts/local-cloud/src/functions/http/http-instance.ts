import type { ChildProcess } from 'node:child_process';
import { CloudError } from '../../kernel/cloud-error.js';
import { ended, loadTimedOut, timedOut } from '../instance-failures.js';
import type { PoolInstance } from '../pool.js';
import { endGroup } from '../process-group.js';
import { type HttpCall, proxy } from './proxy.js';
import { type ServerProcess, waitForPort } from './server-process.js';

const LOAD_LIMIT_MS = 65_000;
const LAST_WORDS_MS = 50;
const LAST_WORDS_LENGTH = 16 * 1024;

export interface HttpInstanceOptions {
  start(): Promise<ServerProcess>;
  timeoutSeconds: number;
  memoryMb: number;
  onEnd(): void;
}

/** One instance of an HTTP function: a web server that is given one request at a time. */
export class HttpInstance implements PoolInstance<HttpCall, void> {
  readonly #born = performance.now();
  readonly #port: Promise<number>;
  #child: ChildProcess | undefined;
  #running: { call: HttpCall; abort: AbortController; reject(failure: CloudError): void } | undefined;
  /** What it prints may arrive a moment after its answer. */
  #answered: HttpCall | undefined;
  #ended = false;
  #lastWords = '';
  warmSince: number | undefined;
  idleSince = performance.now();

  constructor(private readonly options: HttpInstanceOptions) {
    this.#port = this.#start();
    this.#port.catch((error) => this.kill(error));
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Passes one request on; resolves when its answer is complete or nobody waits for it any more. */
  async run(call: HttpCall): Promise<void> {
    const abort = new AbortController();
    const killed = new Promise<never>((_, reject) => {
      this.#running = { call, abort, reject };
    });
    const limit = (ms: number, failure: CloudError) => setTimeout(() => this.kill(failure), ms);
    let timer = limit(LOAD_LIMIT_MS, loadTimedOut(LOAD_LIMIT_MS));
    call.invocation.begin((failure) => this.kill(failure));
    call.invocation.record.cold = this.warmSince === undefined;
    try {
      const port = await Promise.race([this.#port, killed]);
      if (this.warmSince === undefined) call.invocation.record.initMs = performance.now() - this.#born;
      this.warmSince ??= performance.now();
      clearTimeout(timer);
      timer = limit(this.options.timeoutSeconds * 1000, timedOut(this.options.timeoutSeconds));
      // A server that breaks off has often ended; its own end then says more, and it takes no further request.
      const answered = proxy(call, port, abort.signal).catch(async (error) => {
        const brokeOff = error instanceof CloudError && error.code === 'FUNCTIONS_EXECUTE_FAIL';
        if (brokeOff) await new Promise((resolve) => setTimeout(resolve, LAST_WORDS_MS));
        throw error;
      });
      await Promise.race([answered, killed]);
    } finally {
      clearTimeout(timer);
      this.#running = undefined;
      this.#answered = call;
      this.idleSince = performance.now();
    }
  }

  kill(failure: CloudError): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#killGroup();
    this.options.onEnd();
    this.#running?.reject(failure);
    this.#running?.abort.abort();
  }

  async #start(): Promise<number> {
    const { child, port } = await this.options.start();
    this.#child = child;
    if (this.#ended) this.#killGroup();
    child.stdout?.on('data', (chunk: Buffer) => this.#hear('log', chunk));
    child.stderr?.on('data', (chunk: Buffer) => this.#hear('error', chunk));
    child.on('error', (error) => this.kill(new CloudError('SYS_ERR', `scf_bootstrap failed: ${error.message}`)));
    child.on('close', (code, signal) => this.kill(ended(code, signal, this.#lastWords, this.options.memoryMb)));
    await waitForPort(port, () => this.#ended);
    return port;
  }

  /** The script and everything that it started. */
  #killGroup(): void {
    if (this.#child) endGroup(this.#child);
  }

  #hear(level: 'log' | 'error', chunk: Buffer): void {
    const text = chunk.toString('utf8').trimEnd();
    if (level === 'error') this.#lastWords = `${this.#lastWords}\n${text}`.slice(-LAST_WORDS_LENGTH).trimStart();
    const invocation = (this.#running?.call ?? this.#answered)?.invocation;
    for (const line of text.split('\n')) invocation?.log(level, line);
  }
}
