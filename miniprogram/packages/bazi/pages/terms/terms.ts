import type { almanacTerms } from '../../../../../shared/contracts/almanac/terms';
import type { Output } from '../../../../../shared/contracts/contract';
import { api } from '../../../../api/client.generated';
import { daysBetween } from '../../lib/civil-date';
import { type TermLore, termLore } from '../../lib/term-lore';

type Term = Output<typeof almanacTerms>['terms'][number];

interface Row extends Term {
  lore: TermLore | null;
  /** 11 月 22 日 15:23 */
  when: string;
  isPast: boolean;
}

/** How much of the terms before stays in sight, in px. */
const SEEN_ABOVE = 120;
const FIRST_YEAR = 1901;
const LAST_YEAR = 2100;

const toRow = (term: Term, today: string): Row => ({
  ...term,
  lore: termLore[term.name] ?? null,
  when: `${Number(term.date.slice(5, 7))} 月 ${Number(term.date.slice(8))} 日 ${term.time}`,
  isPast: term.date < today,
});

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    failure: '',
    year: 0,
    rows: [] as Row[],
    next: '',
    open: '',
    bones: [0, 1, 2, 3, 4, 5],
    hasBefore: true,
    hasAfter: true,
  },

  onLoad() {
    void this.show();
  },

  async onPullDownRefresh() {
    await this.show(this.data.year || undefined);
    wx.stopPullDownRefresh();
  },

  async show(year?: number) {
    try {
      const { today, terms, year: shown } = await api.almanac.terms(year ? { year } : {});
      const rows = terms.map((term) => toRow(term, today));
      const coming = rows.find(({ isPast }) => !isPast);
      const days = coming ? daysBetween(today, coming.date) : 0;
      const isNow = today.startsWith(String(shown));
      this.setData({
        state: 'ready',
        year: shown,
        rows,
        next: isNow && coming ? (days === 0 ? `今天${coming.name}` : `距${coming.name}还有 ${days} 天`) : '',
        open: isNow && coming ? coming.name : '',
        hasBefore: shown > FIRST_YEAR,
        hasAfter: shown < LAST_YEAR,
      });
      if (isNow && coming && !year) wx.pageScrollTo({ selector: '.is-open', offsetTop: -SEEN_ABOVE, duration: 0 });
    } catch (error) {
      this.setData({ state: 'failed', failure: (error as Error).message });
    }
  },

  onRetry() {
    this.setData({ state: 'loading' });
    void this.show(this.data.year || undefined);
  },

  onBefore() {
    if (this.data.hasBefore) void this.show(this.data.year - 1);
  },

  onAfter() {
    if (this.data.hasAfter) void this.show(this.data.year + 1);
  },

  onOpen(event: WechatMiniprogram.TouchEvent<object, object, { name: string }>) {
    const { name } = event.currentTarget.dataset;
    this.setData({ open: this.data.open === name ? '' : name });
  },

  onShareAppMessage() {
    return { title: '二十四节气', path: '/packages/bazi/pages/terms/terms' };
  },
});
