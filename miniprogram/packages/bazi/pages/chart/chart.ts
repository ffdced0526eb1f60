import Toast from 'tdesign-miniprogram/toast/index';
import { toApiError } from '../../../../api/api-error';
import { api } from '../../../../api/client.generated';
import { type ChartView, chartView } from '../../lib/chart-view';
import {
  type Chart,
  type ChartRecord,
  type CurrentSubject,
  changeSubject,
  currentSubject,
  type Subject,
  setCurrentSubject,
} from '../../lib/current-subject';
import { findPerson } from '../../lib/find-person';

type Tab = 'board' | 'strength' | 'luck';

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed' | 'missing' | 'guest',
    failure: '',
    tab: 'board' as Tab,
    tabs: [
      { value: 'board', label: '命盘' },
      { value: 'strength', label: '五行用神' },
      { value: 'luck', label: '大运流年' },
    ],
    chart: null as Chart | null,
    subject: null as Subject | null,
    record: null as ChartRecord | null,
    view: null as ChartView | null,
    explaining: false,
    summing: false,
    saving: false,
    choosing: false,
    /** The time line is made when it is first looked at, and kept. */
    luckSeen: false,
  },

  recordId: '',

  onLoad(query: { recordId?: string }) {
    this.recordId = query.recordId ?? '';
    void this.load();
  },

  async load() {
    this.setData({ state: 'loading' });
    try {
      const person = await findPerson(this.recordId);
      if (person) this.show(person, person.chart);
      else this.setData({ state: 'missing' });
    } catch (thrown) {
      const { code, message } = toApiError(thrown);
      this.setData({ state: code === 'UNAUTHENTICATED' ? 'guest' : 'failed', failure: message });
    }
  },

  show(current: CurrentSubject, chart: Chart) {
    setCurrentSubject({ ...current, chart });
    const { subject, record = null } = current;
    // Its luck is another: the time line is made anew when it is looked at.
    this.setData({ luckSeen: false });
    this.setData({ state: 'ready', chart, subject, record, view: chartView(current, chart) });
    this.setData({ luckSeen: this.data.tab === 'luck' });
  },

  onRetry() {
    void this.load();
  },

  /** The birth is filled in again, to be changed. */
  onChange() {
    const current = currentSubject();
    if (current) changeSubject(current);
    this.onBirth();
  },

  /** Where one signs in to what one has saved. */
  onRecords() {
    wx.switchTab({ url: '/packages/bazi/pages/records/records' });
  },

  onBirth() {
    wx.switchTab({ url: '/packages/bazi/pages/birth/birth' });
  },

  onTab(event: WechatMiniprogram.CustomEvent<{ value: Tab }>) {
    const tab = event.detail.value;
    this.setData({ tab, luckSeen: this.data.luckSeen || tab === 'luck' });
  },

  onExplain() {
    this.setData({ explaining: !this.data.explaining });
  },

  onDoubt() {
    this.setData({ choosing: true });
  },

  onDecided() {
    this.setData({ choosing: false });
  },

  /** Shows the other chart that the birth may mean; a saved chart stays as it is until it is saved again. */
  async onCandidate(event: WechatMiniprogram.CustomEvent<{ index: number }>) {
    const candidate = this.data.chart?.candidates[event.detail.index];
    const current = currentSubject();
    this.setData({ choosing: false });
    if (!candidate || !current) return;
    try {
      const subject = { ...current.subject, birth: candidate.birth };
      this.show({ ...current, subject }, await api.bazi.chart(subject));
    } catch (thrown) {
      Toast({ context: this, selector: '#toast', message: toApiError(thrown).message });
    }
  },

  onSum() {
    this.setData({ summing: true });
  },

  onSumVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
    this.setData({ summing: event.detail.visible });
  },

  onSumClose() {
    this.setData({ summing: false });
  },

  onSave() {
    this.setData({ saving: true });
  },

  onSaveClose() {
    this.setData({ saving: false });
  },

  onSaved(event: WechatMiniprogram.CustomEvent<{ record: ChartRecord }>) {
    const { record } = event.detail;
    const { chart, record: before } = this.data;
    this.setData({ saving: false });
    this.show({ ...currentSubject(), subject: record.subject, record }, chart!);
    Toast({ context: this, selector: '#toast', message: before ? '已修改' : '已保存到记录' });
  },

  onShare() {
    wx.navigateTo({ url: `/packages/bazi/pages/poster/poster?recordId=${this.data.record?.recordId ?? ''}` });
  },

  onRead() {
    wx.navigateTo({ url: '/packages/bazi/pages/ask/ask' });
  },

  onReadTime(event: WechatMiniprogram.CustomEvent<{ year: number; month: number | null }>) {
    const { year, month } = event.detail;
    const when = month === null ? `topic=year&year=${year}` : `topic=month&year=${year}&month=${month}`;
    wx.navigateTo({ url: `/packages/bazi/pages/ask/ask?${when}` });
  },
});
