import { limits } from '../limits.js';

/** Runs many short operations that have come at once in slices, between which other requests are served. */
export class Slices {
  private ends = 0;
  private next: Promise<void> | undefined;

  /** Runs an operation in this slice or in a later one. @throws whatever it throws */
  async run<T>(operation: () => T): Promise<T> {
    while (performance.now() > this.ends) {
      this.next ??= this.open();
      await this.next;
    }
    return operation();
  }

  private open(): Promise<void> {
    return new Promise((resolve) => {
      setImmediate(() => {
        this.ends = performance.now() + limits.batchTurnMs;
        this.next = undefined;
        resolve();
      });
    });
  }
}
