import Toast from 'tdesign-miniprogram/toast/index';
import { toApiError } from '../../../../api/api-error';
import { api } from '../../../../api/client.generated';
import { addDays, beijingDate, dateWords, FIRST_DATE, LAST_DATE } from '../../lib/civil-date';
import type { ChartRecord } from '../../lib/current-subject';
import {
  type BornPerson,
  birthYearOf,
  funnelOf,
  MOST_PEOPLE,
  type Picked,
  PURPOSES,
  RANGES,
  rowsOf,
  wayOnOf,
} from '../../lib/pick-form';

type Purpose = (typeof PURPOSES)[number]['value'];
type Chosen = WechatMiniprogram.CustomEvent<{ value: string }>;

const longest = RANGES[RANGES.length - 1]!;

const resultOf = (picked: Picked, today: string) => ({
  rows: rowsOf(picked, today),
  funnel: funnelOf(picked),
  looked: picked.looked,
});

Page({
  data: {
    purposes: PURPOSES,
    ranges: RANGES.map((days) => ({ value: String(days), label: `${days} 天` })),
    purpose: 'wedding' as Purpose,
    means: PURPOSES[0]!.means,
    from: '',
    fromWords: dateWords('2000-01-01'),
    days: 60,
    people: [] as BornPerson[],
    weekendsOnly: false,
    first: FIRST_DATE,
    last: LAST_DATE,
    thisYear: '',
    choosing: false,
    busy: false,
    failure: '',
    result: null as ReturnType<typeof resultOf> | null,
    wayOn: wayOnOf(60),
  },

  round: 0,

  onLoad(query: { purpose?: string; from?: string }) {
    const today = beijingDate(Date.now());
    const { value, means } = PURPOSES.find(({ value }) => value === query.purpose) ?? PURPOSES[0]!;
    this.setData({ purpose: value, means, thisYear: today.slice(0, 4) });
    this.change({ from: today });
  },

  /** What was found is of what was asked: it goes with any change. */
  change(change: Partial<{ purpose: Purpose; means: string; from: string; days: number; people: BornPerson[] }>) {
    this.round += 1;
    this.setData({ ...change, result: null, failure: '', busy: false });
    if (change.from) this.setData({ fromWords: dateWords(change.from) });
  },

  onPurpose(event: WechatMiniprogram.TouchEvent<object, object, { value: Purpose; means: string }>) {
    const { value, means } = event.currentTarget.dataset;
    this.change({ purpose: value, means });
  },

  onFrom(event: Chosen) {
    this.change({ from: event.detail.value });
  },

  onRange(event: Chosen) {
    this.change({ days: Number(event.detail.value) });
  },

  onWeekends(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    this.setData({ weekendsOnly: event.detail.value });
    this.change({});
  },

  onYear(event: Chosen) {
    this.add({ name: `${event.detail.value} 年生`, year: Number(event.detail.value) });
  },

  onChoose() {
    this.setData({ choosing: true });
  },

  onCloseChoice() {
    this.setData({ choosing: false });
  },

  onPerson(event: WechatMiniprogram.CustomEvent<{ record: ChartRecord }>) {
    const { record } = event.detail;
    this.setData({ choosing: false });
    this.add({ name: record.name, year: birthYearOf(record) });
  },

  add(person: BornPerson) {
    const { people } = this.data;
    if (people.some(({ name, year }) => name === person.name && year === person.year)) return;
    if (people.length < MOST_PEOPLE) this.change({ people: [...people, person] });
    else this.say(`最多看 ${MOST_PEOPLE} 个人的生年`);
  },

  onRemove(event: WechatMiniprogram.TouchEvent<object, object, { index: number }>) {
    const { index } = event.currentTarget.dataset;
    this.change({ people: this.data.people.filter((_, place) => place !== index) });
  },

  async onPick() {
    const { busy, purpose, from, people, weekendsOnly } = this.data;
    if (busy) return;
    // The almanac ends; a stretch of time that goes beyond it is cut.
    const days = Math.min(this.data.days, (Date.parse(LAST_DATE) - Date.parse(from)) / 86_400_000 + 1);
    const round = ++this.round;
    this.setData({ busy: true, failure: '' });
    try {
      const birthYears = people.map(({ year }) => year);
      const picked = await api.almanac.pick({ purpose, from, days, birthYears, weekendsOnly });
      if (round !== this.round) return;
      this.setData({ result: resultOf(picked, beijingDate(Date.now())), wayOn: wayOnOf(this.data.days) });
      wx.pageScrollTo({ selector: '#result', duration: 200 });
    } catch (thrown) {
      if (round === this.round) this.setData({ failure: toApiError(thrown).message });
    } finally {
      if (round === this.round) this.setData({ busy: false });
    }
  },

  /** Nothing was found: more days, or later ones. */
  onWayOn() {
    const { days, from } = this.data;
    const later = addDays(from, longest);
    if (days < longest) this.change({ days: longest });
    else if (later <= LAST_DATE) this.change({ from: later });
    else return this.say('黄历只到 2100 年');
    void this.onPick();
  },

  onOpen(event: WechatMiniprogram.TouchEvent<object, object, { date: string }>) {
    wx.navigateTo({ url: `/packages/bazi/pages/almanac/almanac?date=${event.currentTarget.dataset.date}` });
  },

  say(message: string) {
    Toast({ context: this, selector: '#toast', message });
  },

  onShareAppMessage() {
    return { title: '八字 · 择日', path: `/packages/bazi/pages/pick/pick?purpose=${this.data.purpose}` };
  },
});
