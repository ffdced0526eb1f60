import type { Output } from '../../../../../shared/contracts/contract.js';
import type { readingDaily } from '../../../../../shared/contracts/reading/daily.js';
import { toApiError } from '../../../../api/api-error';
import { api } from '../../../../api/client.generated';
import { Intent } from '../../../../api/request-id';
import { type Charted, findPerson } from '../../lib/find-person';
import { previewCard, type ShareCard } from '../../lib/share-card';
import { lineOfDay, lineOfReading } from '../../lib/share-line';
import { SHARE_NOTICE } from '../../lib/share-notice';
import { LONGEST_NAME, shortName } from '../../lib/share-words';
import { whenSlow } from '../../lib/when-slow';

type LineKind = 'none' | 'today' | 'reading';

interface Choices {
  named: boolean;
  name: string;
  hourKnown: boolean;
  hideHour: boolean;
  decades: boolean;
  line: LineKind;
}

/** Choosing what a shared chart shows, with the card as it will be. */
Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed' | 'missing',
    failure: '',
    ofReading: false,
    notice: SHARE_NOTICE,
    longest: LONGEST_NAME,
    card: null as ShareCard | null,
    hourKnown: true,
    named: false,
    name: '',
    hideHour: false,
    decades: false,
    line: 'none' as LineKind,
    lines: [
      { value: 'none', label: '不附' },
      { value: 'today', label: '今日' },
    ],
    told: false,
    /** Whether the tick was missing when the button was tapped. */
    missed: false,
    busy: false,
    slow: false,
    problem: '',
    full: false,
  },

  recordId: '',
  readingId: '',
  person: null as Charted | null,
  daily: null as Output<typeof readingDaily> | null,
  titles: null as ShareCard['line'],
  creation: null as Intent | null,

  onLoad({ recordId = '', readingId = '' }: { recordId?: string; readingId?: string }) {
    this.recordId = recordId;
    this.readingId = readingId;
    this.setData({ ofReading: readingId !== '' });
    void this.load();
  },

  async load() {
    this.setData({ state: 'loading' });
    try {
      const reading = this.readingId ? await api.reading.get({ readingId: this.readingId as never }) : undefined;
      const person = await findPerson(this.recordId, reading);
      if (!person) {
        this.setData({ state: 'missing' });
        return;
      }
      this.person = person;
      if (reading?.state === 'done') this.offerReading(lineOfReading(reading.segments));
      this.choose({ name: shortName(person.record?.name ?? ''), hourKnown: person.chart.pillars.hour !== null });
      this.setData({ state: 'ready' });
    } catch (thrown) {
      this.setData({ state: 'failed', failure: toApiError(thrown).message });
    }
  },

  offerReading(titles: ShareCard['line']) {
    this.titles = titles;
    this.setData({ lines: [...this.data.lines, { value: 'reading', label: '解读' }], line: 'reading' });
  },

  /** Another choice is another share; while one is being made there is no other choice. */
  choose(change: Partial<Choices>) {
    if (this.data.busy) return;
    this.creation = new Intent();
    this.setData({ ...change, problem: '', full: false });
    const { named, name, hideHour, decades } = this.data;
    const choice = { name: named ? name : '', hideHour, decades, line: this.lineNow() };
    this.setData({ card: previewCard(this.person!.chart, choice) });
  },

  lineNow(): ShareCard['line'] {
    const { line, hideHour } = this.data;
    if (line === 'reading') return this.titles;
    return line === 'today' && this.daily ? lineOfDay(this.daily, hideHour) : null;
  },

  onNamed({ detail }: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    this.choose({ named: detail.value });
  },

  onName({ detail }: WechatMiniprogram.Input) {
    this.choose({ name: detail.value });
  },

  onHideHour({ detail }: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    this.choose({ hideHour: detail.value });
  },

  onDecades({ detail }: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    this.choose({ decades: detail.value });
  },

  async onLine({ detail }: WechatMiniprogram.CustomEvent<{ value: LineKind }>) {
    this.choose({ line: detail.value });
    if (detail.value !== 'today' || this.daily) return;
    try {
      this.daily = await api.reading.daily(this.person!.subject);
      this.choose({});
    } catch (thrown) {
      this.choose({ line: 'none' });
      this.setData({ problem: `今日一句没有取到：${toApiError(thrown).message}` });
    }
  },

  onTold() {
    this.setData({ told: !this.data.told, missed: false });
  },

  async onMake() {
    const { told, busy } = this.data;
    if (busy) return;
    if (!told) {
      this.setData({ missed: true });
      this.lookAt('#told');
      return;
    }
    this.setData({ busy: true, problem: '', full: false });
    try {
      const making = this.creation!.run((requestId) => api.share.create({ requestId, ...this.asked() }));
      const { shareId } = await whenSlow(making, (slow) => this.setData({ slow }));
      wx.redirectTo({ url: `/packages/bazi/pages/picture/picture?shareId=${shareId}` });
    } catch (thrown) {
      const { code, message, fields } = toApiError(thrown);
      this.setData({ problem: fields?.name ?? message, full: code === 'SHARE_LIMIT' });
      this.lookAt('#problem');
    } finally {
      this.setData({ busy: false });
    }
  },

  /** What was said below the button's bar is brought into sight. */
  lookAt(selector: string) {
    wx.pageScrollTo({ selector, duration: 200 });
  },

  asked() {
    const { named, name, hideHour, decades, line } = this.data;
    const { record, subject } = this.person!;
    return {
      ...(record ? { recordId: record.recordId } : { subject }),
      ...(named && name.trim() !== '' && { name: name.trim() }),
      ...(line === 'reading' && { readingId: this.readingId }),
      ...{ hideHour, decades, today: line === 'today', told: true as const },
    };
  },

  onRetry() {
    void this.load();
  },

  onBirth() {
    wx.switchTab({ url: '/packages/bazi/pages/birth/birth' });
  },

  onShares() {
    wx.navigateTo({ url: '/packages/bazi/pages/shares/shares' });
  },
});
