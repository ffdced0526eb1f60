import { CloudError } from '../../kernel/cloud-error.js';
import { requestFailed } from '../errors.js';
import { limits } from '../limits.js';
import type { Driver } from '../store/driver.js';

/** Thrown inside of a write to have it tried again once a transaction has ended. */
export class LockedByTransaction extends Error {}

interface Task {
  run(): unknown;
  resolve(value: unknown): void;
  reject(error: unknown): void;
  /** When the task gives up waiting for a lock, in ms of the machine's clock; set with the first wait. */
  timer?: NodeJS.Timeout;
}

type Outcome = { task: Task; value: unknown } | { task: Task; error: unknown };

/**
 * Runs writes one after the other, and those that have come together in one commit: their promises resolve when it is
 * on the disk. A write that fails with a CloudError keeps what it has written so far, as in MongoDB.
 */
export class WriteQueue {
  private readonly waiting: Task[] = [];
  private readonly parked = new Set<Task>();
  private scheduled = false;
  private closed = false;

  /**
   * @param committed called after each commit
   * @param rolledBack called when everything that was written since the last commit is undone
   */
  constructor(
    private readonly driver: Driver,
    private readonly committed: () => void,
    private readonly rolledBack: () => void,
  ) {}

  add<T>(run: () => T): Promise<T> {
    if (this.closed) return Promise.reject(requestFailed('the database is closed'));
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ run, resolve: (value) => resolve(value as T), reject });
      this.schedule();
    });
  }

  /** Tries everything again that waits for a lock. */
  locksReleased(): void {
    if (this.parked.size === 0) return;
    this.waiting.push(...this.parked);
    this.parked.clear();
    this.schedule();
  }

  /** Runs what is waiting, and takes no more. */
  close(): void {
    this.closed = true;
    while (this.waiting.length > 0) this.pump();
    for (const task of this.parked) this.finish({ task, error: requestFailed('the database is closed') });
    this.parked.clear();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.pump();
      if (this.waiting.length > 0) this.schedule();
    });
  }

  private pump(): void {
    let batch = this.waiting.splice(0, limits.commitBatch);
    while (batch.length > 0) batch = this.runBatch(batch);
  }

  /** @returns the tasks to run again, after one of them failed in a way that undid the others */
  private runBatch(batch: Task[]): Task[] {
    const outcomes: Outcome[] = [];
    let running: Task | undefined;
    try {
      this.driver.exec('BEGIN IMMEDIATE');
      const ends = performance.now() + limits.batchTurnMs;
      for (const [at, task] of batch.entries()) {
        running = task;
        const outcome = this.runTask(task);
        if (outcome) outcomes.push(outcome);
        if (performance.now() > ends) this.waiting.unshift(...batch.splice(at + 1));
      }
      running = undefined;
      this.driver.exec('COMMIT');
    } catch (error) {
      this.undo();
      const failed = running ? [running] : batch;
      for (const task of failed) this.finish({ task, error });
      return batch.filter((task) => !failed.includes(task) && !this.parked.has(task));
    }
    for (const outcome of outcomes) this.finish(outcome);
    this.committed();
    return [];
  }

  private runTask(task: Task): Outcome | undefined {
    try {
      return { task, value: task.run() };
    } catch (error) {
      if (error instanceof CloudError) return { task, error };
      if (!(error instanceof LockedByTransaction)) throw error;
      this.park(task);
      return undefined;
    }
  }

  private park(task: Task): void {
    this.parked.add(task);
    task.timer ??= setTimeout(() => {
      task.timer = undefined;
      if (!this.parked.delete(task)) return;
      const waited = `waited ${limits.lockWaitMs} ms for a document that a transaction holds`;
      this.finish({ task, error: requestFailed(`operation exceeded time limit: ${waited}`) });
    }, limits.lockWaitMs).unref();
  }

  private undo(): void {
    try {
      this.driver.exec('ROLLBACK');
    } catch {
      // SQLite has rolled back itself, as it does when the disk is full.
    }
    this.rolledBack();
  }

  private finish(outcome: Outcome): void {
    clearTimeout(outcome.task.timer);
    if ('error' in outcome) outcome.task.reject(outcome.error);
    else outcome.task.resolve(outcome.value);
  }
}
