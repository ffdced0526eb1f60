import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { CloudError } from '../../kernel/cloud-error.js';
import { limits } from '../limits.js';
import type { AggregationJob, AggregationResult } from './job.js';

/** Threads that run long aggregations at once. */
const mostWorkers = 2;
/** Heap of one of them in MB; an aggregation that needs more fails alone. */
const heapMb = 1024;

interface Task {
  job: AggregationJob;
  resolve(texts: string[]): void;
  reject(error: Error): void;
}

/** Worker threads for long aggregations, started when they are first needed. */
export class AggregationWorkers {
  private readonly waiting: Task[] = [];
  private readonly idle: Worker[] = [];
  private readonly all = new Set<Worker>();

  /** @throws CloudError as the pipeline does; SERVER_TIMEOUT when it takes too long */
  run(job: AggregationJob): Promise<string[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ job, resolve, reject });
      this.next();
    });
  }

  /** Gives up what runs and waits, and ends the threads, which have database files open. */
  async close(): Promise<void> {
    for (const { reject } of this.waiting.splice(0)) reject(new CloudError('SYS_ERR', 'the database is closed'));
    await Promise.all([...this.all].map((worker) => worker.terminate()));
  }

  private next(): void {
    if (this.waiting.length === 0 || (this.idle.length === 0 && this.all.size >= mostWorkers)) return;
    const task = this.waiting.shift()!;
    try {
      this.give(this.idle.pop() ?? this.start(), task);
    } catch (error) {
      task.reject(error as Error);
    }
  }

  private start(): Worker {
    const file = workerFile();
    if (!existsSync(file)) {
      throw new CloudError('SYS_ERR', `the worker for long aggregations is not built: ${file} is missing`);
    }
    const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: heapMb } });
    this.all.add(worker);
    worker.on('exit', () => {
      this.all.delete(worker);
      const at = this.idle.indexOf(worker);
      if (at >= 0) this.idle.splice(at, 1);
      this.next();
    });
    return worker;
  }

  private give(worker: Worker, { job, resolve, reject }: Task): void {
    worker.ref();
    const finish = (end: () => void) => {
      clearTimeout(timer);
      worker.removeAllListeners('message');
      worker.removeAllListeners('error');
      worker.off('exit', lost);
      end();
    };
    const lost = () => finish(() => reject(new CloudError('SYS_ERR', 'the aggregation was given up')));
    const timer = setTimeout(() => {
      const text = `the aggregation took longer than ${limits.aggregateMs} ms`;
      finish(() => reject(new CloudError('SERVER_TIMEOUT', text)));
      void worker.terminate();
    }, limits.aggregateMs);
    worker.on('message', (result: AggregationResult) => {
      finish(() => {
        if ('texts' in result) resolve(result.texts);
        else reject(result.code ? new CloudError(result.code, result.message) : new Error(result.message));
      });
      worker.unref();
      this.idle.push(worker);
      this.next();
    });
    worker.on('error', (error) => {
      const memory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
      const text = memory ? `the aggregation needs more than ${heapMb} MB` : error.message;
      finish(() => reject(new CloudError('SYS_ERR', text)));
    });
    worker.once('exit', lost);
    worker.postMessage(job);
  }
}

/** The built worker: `dist/aggregation-worker.js` in the folder of the nearest package.json above this file. */
function workerFile(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return join(folder, 'dist', 'aggregation-worker.js');
}
