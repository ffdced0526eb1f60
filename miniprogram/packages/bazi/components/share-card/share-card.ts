import { type CardView, cardView } from '../../lib/card-view';
import type { ShareCard } from '../../lib/share-card';

/** A shared chart as a sheet of paper: who, the pillars, the elements, and what the sharer added. */
Component({
  properties: {
    card: { type: Object, value: null as unknown as ShareCard },
  },
  data: { view: null as CardView | null },
  observers: {
    card(card: ShareCard | null) {
      if (card) this.setData({ view: cardView(card) });
    },
  },
});
