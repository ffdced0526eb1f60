import { toApiError } from '../../../../api/api-error';
import type { Chart, Subject } from '../../lib/current-subject';
import { hasMonths, LuckSource } from '../../lib/luck-source';
import {
  beijingNow,
  dayCells,
  decadeCells,
  decadeOf,
  type LuckCell,
  monthCells,
  startText,
  yearCells,
} from '../../lib/luck-view';

type Opened = WechatMiniprogram.CustomEvent<{ at: number }>;

/** The time line of luck: a decade opens its years, a year its months, a month its days. */
Component({
  properties: {
    subject: { type: Object, value: null as unknown as Subject },
    chart: { type: Object, value: null as unknown as Chart },
  },
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    failure: '',
    start: '',
    rule: '',
    direction: '',
    hourKnown: true,
    decades: [] as LuckCell[],
    years: [] as LuckCell[],
    months: [] as LuckCell[],
    days: [] as LuckCell[],
    decade: null as number | null,
    year: null as number | null,
    month: null as number | null,
    thisYear: 0,
    /** What is being opened. */
    opening: '' as '' | 'months' | 'days',
    problem: '',
  },
  lifetimes: {
    attached() {
      void this.begin();
    },
  },
  methods: {
    source(): LuckSource {
      const own = this as unknown as { luckSource?: LuckSource };
      own.luckSource ??= new LuckSource(this.data.subject as Subject);
      return own.luckSource;
    },
    dayStem(): string {
      return (this.data.chart as Chart).details.dayStem;
    },
    /** Opens where one is now; of a life that is over or to come, the first decade. */
    async begin() {
      const { luck, time } = this.data.chart as Chart;
      this.setData({
        state: 'loading',
        start: startText(luck),
        rule: luck.rule,
        direction: luck.forward ? '顺行' : '逆行',
        hourKnown: time.hourKnown,
      });
      try {
        const thisYear = await this.source().yearOf(beijingNow(Date.now()));
        const found = await this.source().get(thisYear);
        const decades = decadeCells(found, this.dayStem(), thisYear);
        this.setData({ state: 'ready', thisYear, decades });
        this.openDecade(decadeOf(found, thisYear) ?? 0, found);
        if (this.data.years.some(({ at }) => at === thisYear)) await this.openYear(thisYear);
      } catch (thrown) {
        this.setData({ state: 'failed', failure: toApiError(thrown).message });
      }
    },
    openDecade(decade: number, luck: Awaited<ReturnType<LuckSource['get']>>) {
      const years = yearCells(luck, decade, this.dayStem(), this.data.thisYear);
      this.setData({ decade, years, year: null, month: null, months: [], days: [], problem: '' });
    },
    async onDecade(event: Opened) {
      this.openDecade(event.detail.at, await this.source().get(this.data.thisYear));
    },
    onYear(event: Opened) {
      void this.openYear(event.detail.at);
    },
    onMonth(event: Opened) {
      void this.openMonth(event.detail.at);
    },
    async openYear(year: number) {
      if (!hasMonths(year)) {
        this.setData({ year, month: null, months: [], days: [], problem: '历表到 2200 年为止，之后不排流月' });
        return;
      }
      this.setData({ year, month: null, days: [], months: [], opening: 'months', problem: '' });
      try {
        const { months } = await this.source().get(year);
        if (this.data.year !== year) return;
        const cells = monthCells(months, this.dayStem(), year === this.data.thisYear, beijingNow(Date.now()));
        this.setData({ months: cells, opening: '' });
      } catch (thrown) {
        if (this.data.year === year) this.setData({ opening: '', problem: toApiError(thrown).message });
      }
    },
    async openMonth(month: number) {
      const { year } = this.data;
      if (year === null) return;
      this.setData({ month, days: [], opening: 'days', problem: '' });
      try {
        const { days } = await this.source().get(year, month);
        if (this.data.year !== year || this.data.month !== month) return;
        this.setData({ days: dayCells(days, this.dayStem(), beijingNow(Date.now())), opening: '' });
      } catch (thrown) {
        if (this.data.month === month) this.setData({ opening: '', problem: toApiError(thrown).message });
      }
    },
    onRetry() {
      const { state, year, month } = this.data;
      if (state === 'failed') void this.begin();
      else if (month !== null) void this.openMonth(month);
      else if (year !== null) void this.openYear(year);
    },
    /** Asks for a reading of the opened year or month. */
    onRead() {
      const { year, month } = this.data;
      this.triggerEvent('read', { year, month });
    },
  },
});
