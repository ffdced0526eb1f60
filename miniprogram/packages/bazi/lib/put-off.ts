import { type ApiError, toApiError } from '../../../api/api-error';

/** How long somebody has to think better of it, ms. */
const SECOND_THOUGHTS_MS = 5000;

/** One thing at a time that is done a little later, so that it can be taken back until then. */
export class PutOff<T> {
  private waiting: { item: T; timer: ReturnType<typeof setTimeout> } | undefined;

  constructor(
    private readonly act: (item: T) => Promise<unknown>,
    /** What is put off now, if anything; and what was done or could not be. */
    private readonly tell: {
      waiting: (item: T | undefined) => void;
      done: (item: T) => void;
      failed: (item: T, error: ApiError) => void;
    },
    private readonly delayMs = SECOND_THOUGHTS_MS,
  ) {}

  /** What is put off now. */
  get pending(): T | undefined {
    return this.waiting?.item;
  }

  /** Puts `item` off; what was put off before is done now. */
  async put(item: T): Promise<void> {
    const before = this.takeOut();
    const timer = setTimeout(() => void this.now(), this.delayMs);
    this.waiting = { item, timer };
    this.tell.waiting(item);
    if (before !== undefined) await this.perform(before);
  }

  /** Takes back what is put off. @returns it, when it was not too late */
  takeBack(): T | undefined {
    const item = this.takeOut();
    this.tell.waiting(undefined);
    return item;
  }

  /** Does at once what is put off: the page is being left. */
  async now(): Promise<void> {
    const item = this.takeOut();
    if (item === undefined) return;
    this.tell.waiting(undefined);
    await this.perform(item);
  }

  private takeOut(): T | undefined {
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting) clearTimeout(waiting.timer);
    return waiting?.item;
  }

  private async perform(item: T): Promise<void> {
    try {
      await this.act(item);
      this.tell.done(item);
    } catch (thrown) {
      this.tell.failed(item, toApiError(thrown));
    }
  }
}
