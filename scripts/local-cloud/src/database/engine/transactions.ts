import { setTimeout as delay } from 'node:timers/promises';
import { requestFailed, transactionBusy, transactionMissing } from '../errors.js';
import { limits } from '../limits.js';
import type { CommittedView } from './committed-view.js';
import type { History } from './history.js';
import type { Locks } from './locks.js';
import { Slices } from './slices.js';
import { Transaction } from './transaction.js';
import type { WriteQueue } from './write-queue.js';

/**
 * How long an operation of a transaction takes at least, in ms: as the real database's are not instantaneous, two that
 * an application sends at once meet, and the second is refused.
 */
const operationMs = 2;

/** The open transactions of one environment. Their time runs by the machine's clock, not by the virtual one. */
export class Transactions {
  private readonly slices = new Slices();
  private readonly open = new Map<string, { transaction: Transaction; timer: NodeJS.Timeout }>();

  constructor(
    private readonly history: History,
    private readonly locks: Locks,
    private readonly queue: WriteQueue,
    private readonly committed: CommittedView,
    private readonly timeoutMs: number,
  ) {}

  begin(): string {
    if (this.open.size >= limits.openTransactions) {
      throw requestFailed(`there are ${limits.openTransactions} open transactions, and no more are allowed`);
    }
    const transaction = new Transaction(this.history, this.locks);
    const timer = setTimeout(() => this.end(transaction.id), this.timeoutMs).unref();
    this.open.set(transaction.id, { transaction, timer });
    return transaction.id;
  }

  /** Does one operation of a transaction. One that fails ends the transaction, as in MongoDB. */
  async run<T>(id: string, operation: (transaction: Transaction) => T): Promise<T> {
    const transaction = this.enter(id);
    try {
      await delay(operationMs);
      return await this.slices.run(() => {
        if (this.open.get(id)?.transaction !== transaction) throw transactionMissing(id);
        return operation(transaction);
      });
    } catch (error) {
      this.end(id);
      throw error;
    } finally {
      transaction.busy = false;
    }
  }

  async commit(id: string): Promise<void> {
    const transaction = this.enter(id);
    try {
      if (transaction.hasWrites) await this.queue.add(() => this.apply(id, transaction));
    } finally {
      this.end(id);
    }
  }

  private apply(id: string, transaction: Transaction): void {
    if (this.open.get(id)?.transaction !== transaction) throw transactionMissing(id);
    transaction.applyTo(this.committed);
  }

  abort(id: string): void {
    this.end(id);
  }

  /** Gives every transaction up. */
  abortAll(): void {
    for (const id of [...this.open.keys()]) this.end(id);
  }

  private enter(id: string): Transaction {
    const transaction = this.open.get(id)?.transaction;
    if (!transaction) throw transactionMissing(id);
    if (transaction.busy) throw transactionBusy();
    transaction.busy = true;
    return transaction;
  }

  private end(id: string): void {
    const entry = this.open.get(id);
    if (!entry) return;
    this.open.delete(id);
    clearTimeout(entry.timer);
    entry.transaction.end();
    this.queue.locksReleased();
  }
}
