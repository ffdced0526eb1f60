import { type ApiError, toApiError } from '../api/api-error';

export interface PagerView<T> {
  items: T[];
  /** The list as a whole: `failed` only while there is nothing to show. */
  state: 'loading' | 'ready' | 'failed';
  /** What stands below the last item. */
  tail: 'idle' | 'loading' | 'failed' | 'end';
  /** Why it failed, for the person in front of the screen. */
  failure: string;
}

export type FetchPage<T> = (cursor: string | undefined) => Promise<{ items: T[]; nextCursor: string | null }>;

/** How a list looks before its first page is there. */
export const emptyView = <T>(): PagerView<T> => ({ items: [], state: 'loading', tail: 'idle', failure: '' });

/** Walks through a list by cursor. An answer that a later refresh has overtaken is dropped. */
export class Pager<T> {
  private view = emptyView<T>();
  private cursor: string | undefined;
  private round = 0;

  constructor(
    private readonly fetch: FetchPage<T>,
    private readonly show: (view: PagerView<T>) => void,
  ) {}

  /**
   * Starts again from the first page; what was there stays until the answer comes.
   *
   * @returns the failure when the list could not be brought up to date
   */
  async refresh(): Promise<ApiError | undefined> {
    if (this.view.items.length === 0) this.set({ state: 'loading', failure: '' });
    return this.load(
      undefined,
      (items) => items,
      () => this.afterFailedRefresh(),
    );
  }

  /** Adds the next page, unless one is on its way or there is none. */
  async more(): Promise<void> {
    if (this.view.state !== 'ready' || this.view.tail === 'loading' || this.view.tail === 'end') return;
    this.set({ tail: 'loading' });
    await this.load(
      this.cursor,
      (items) => [...this.view.items, ...items],
      () => ({ tail: 'failed' }),
    );
  }

  /** No answer that is still under way is shown any more. */
  stop(): void {
    this.round += 1;
  }

  private async load(
    cursor: string | undefined,
    merge: (items: T[]) => T[],
    onFailure: () => Partial<PagerView<T>>,
  ): Promise<ApiError | undefined> {
    this.round += 1;
    const round = this.round;
    try {
      const page = await this.fetch(cursor);
      if (round !== this.round) return undefined;
      this.cursor = page.nextCursor ?? undefined;
      this.set({ items: merge(page.items), state: 'ready', tail: page.nextCursor ? 'idle' : 'end', failure: '' });
      return undefined;
    } catch (thrown) {
      const error = toApiError(thrown);
      if (round !== this.round) return undefined;
      this.set({ ...onFailure(), failure: error.message });
      return error;
    }
  }

  private afterFailedRefresh(): Partial<PagerView<T>> {
    if (this.view.items.length === 0) return { state: 'failed' };
    return { tail: this.view.tail === 'loading' ? 'idle' : this.view.tail };
  }

  private set(change: Partial<PagerView<T>>): void {
    this.view = { ...this.view, ...change };
    this.show(this.view);
  }
}
