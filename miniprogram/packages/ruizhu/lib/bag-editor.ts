import { type ApiError, toApiError } from '../../../api/api-error';
import { type BagItem, type BagView, bagView, type Cart, withQuantity } from './bag';

/** Taps on a stepper that follow each other faster than this are one change, in ms. */
export const settleMs = 300;

interface BagServer {
  get(): Promise<Cart>;
  set(skuId: string, quantity: number): Promise<Cart>;
}

/**
 * Edits the bag: a change is shown at once, sent when the taps have come to rest, one SKU after the other, and the
 * server's count is shown when it knows everything.
 */
export class BagEditor {
  private items: readonly BagItem[] = [];
  /** SKU id → quantity that the server does not know yet. */
  private readonly pending = new Map<string, number>();
  private timer = 0;
  private sending: Promise<void> | undefined;

  constructor(
    private readonly server: BagServer,
    private readonly show: (view: BagView) => void,
    private readonly fail: (error: ApiError) => void,
  ) {}

  /** Brings the bag up to date; changes under way are sent first. */
  async load(): Promise<void> {
    await this.flush();
    await this.fetch();
  }

  change(skuId: string, quantity: number): void {
    this.pending.set(skuId, quantity);
    this.display(withQuantity(this.items, skuId, quantity));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), settleMs);
  }

  /** Sends what is pending; resolves when the server knows all of it, or has refused it and the bag is as it was. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.sending ??= this.send().finally(() => {
      this.sending = undefined;
    });
    return this.sending;
  }

  private async send(): Promise<void> {
    for (let next = this.nextPending(); next; next = this.nextPending()) {
      const [skuId, quantity] = next;
      try {
        const cart = await this.server.set(skuId, quantity);
        if (this.pending.get(skuId) === quantity) this.pending.delete(skuId);
        if (this.pending.size === 0) this.display(bagView(cart));
      } catch (thrown) {
        this.pending.clear();
        this.fail(toApiError(thrown));
        await this.fetch();
      }
    }
  }

  private async fetch(): Promise<void> {
    try {
      const cart = await this.server.get();
      if (this.pending.size === 0) this.display(bagView(cart));
    } catch (thrown) {
      this.fail(toApiError(thrown));
    }
  }

  private nextPending(): [string, number] | undefined {
    return [...this.pending][0];
  }

  private display(view: BagView): void {
    this.items = view.items;
    this.show(view);
  }
}
