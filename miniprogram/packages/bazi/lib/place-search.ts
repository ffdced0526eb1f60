import { api } from '../../../api/client.generated';
import type { BirthPlace } from './birth-form';

/** How long a finger rests before what was typed is looked up, in ms. */
const REST = 250;

/** Looks places up as one types: the last word counts, whichever answer comes last. */
export class PlaceSearch {
  private latest = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Calls `show` with what was found, or `fail`; not at all when something else was typed meanwhile. */
  type(text: string, show: (places: BirthPlace[]) => void, fail: (thrown: unknown) => void): void {
    const mine = this.stop();
    this.timer = setTimeout(() => {
      api.bazi.places({ text }).then(
        ({ places }) => mine === this.latest && show(places),
        (thrown: unknown) => mine === this.latest && fail(thrown),
      );
    }, REST);
  }

  /** Forgets what was typed. */
  stop(): number {
    if (this.timer !== undefined) clearTimeout(this.timer);
    this.latest += 1;
    return this.latest;
  }
}
