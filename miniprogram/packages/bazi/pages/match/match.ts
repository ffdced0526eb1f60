import { toApiError } from '../../../../api/api-error';
import { api } from '../../../../api/client.generated';
import type { ChartRecord } from '../../lib/current-subject';
import { type Person, personOf, takeGivenPerson } from '../../lib/given-person';
import { type Match, matchParts, scoreWord, sumOf } from '../../lib/match-parts';
import { ownRecord } from '../../lib/own-record';
import { pillarsLine } from '../../lib/people';

type Side = 'one' | 'other';

const resultOf = (match: Match) => ({
  score: match.score,
  word: scoreWord(match.score),
  parts: matchParts(match),
  sum: sumOf(match),
  method: match.method,
  disclaimer: match.disclaimer,
});

Page({
  data: {
    sides: [
      { side: 'one' as Side, label: '一方', name: '', pillars: '' },
      { side: 'other' as Side, label: '另一方', name: '', pillars: '' },
    ],
    ready: false,
    adults: false,
    /** Whether the tick was missing when the button was tapped. */
    missed: false,
    choosing: false,
    busy: false,
    failure: '',
    result: null as ReturnType<typeof resultOf> | null,
  },

  people: null as Partial<Record<Side, Person>> | null,
  asked: 'one' as Side,
  round: 0,

  onLoad() {
    this.people = {};
    void this.beginWithOneself();
  },

  onShow() {
    const given = takeGivenPerson();
    if (given) this.put(this.asked, given);
  },

  /** Whoever has a chart of his own is one of the two, unless somebody else was chosen meanwhile. */
  async beginWithOneself() {
    try {
      const own = ownRecord((await api.record.list({})).records);
      if (own && !this.people!.one) this.put('one', personOf(own));
    } catch (thrown) {
      console.warn('nobody is filled in', toApiError(thrown).code);
    }
  },

  put(side: Side, person: Person) {
    this.people![side] = person;
    this.round += 1;
    const place = side === 'one' ? 0 : 1;
    this.setData({
      [`sides[${place}].name`]: person.name,
      [`sides[${place}].pillars`]: pillarsLine(person.pillars),
      ready: Boolean(this.people!.one && this.people!.other),
      ...{ result: null, failure: '', busy: false },
    });
  },

  onSide(event: WechatMiniprogram.TouchEvent<object, object, { side: Side }>) {
    this.asked = event.currentTarget.dataset.side;
    this.setData({ choosing: true });
  },

  onClose() {
    this.setData({ choosing: false });
  },

  onPerson(event: WechatMiniprogram.CustomEvent<{ record: ChartRecord }>) {
    this.setData({ choosing: false });
    this.put(this.asked, personOf(event.detail.record));
  },

  onFresh() {
    this.setData({ choosing: false });
    wx.navigateTo({ url: '/packages/bazi/pages/person/person?pick=1' });
  },

  onAdults(event: WechatMiniprogram.CustomEvent<{ checked: boolean }>) {
    this.setData({ adults: event.detail.checked, missed: false });
  },

  async onMatch() {
    const { one, other } = this.people!;
    if (!one || !other || this.data.busy) return;
    if (!this.data.adults) {
      this.setData({ missed: true });
      return;
    }
    const round = ++this.round;
    this.setData({ busy: true, failure: '' });
    try {
      const match = await api.bazi.match({ one: one.subject, other: other.subject });
      if (round !== this.round) return;
      this.setData({ result: resultOf(match) });
      wx.pageScrollTo({ selector: '#result', duration: 200 });
    } catch (thrown) {
      if (round === this.round) this.setData({ failure: toApiError(thrown).message });
    } finally {
      if (round === this.round) this.setData({ busy: false });
    }
  },

  onShareAppMessage() {
    return { title: '八字 · 合婚', path: '/packages/bazi/pages/match/match' };
  },
});
