import { toApiError } from '../../../../api/api-error';
import { api } from '../../../../api/client.generated';
import { type Chart, type CurrentSubject, currentSubject, setCurrentSubject } from '../../lib/current-subject';

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed' | 'missing',
    failure: '',
    chart: null as Chart | null,
  },

  recordId: '',

  onLoad(query: { recordId?: string }) {
    this.recordId = query.recordId ?? '';
    void this.load();
  },

  async load() {
    this.setData({ state: 'loading' });
    try {
      const current = await this.person();
      if (!current) {
        this.setData({ state: 'missing' });
        return;
      }
      const chart = current.chart ?? (await api.bazi.chart(current.subject));
      setCurrentSubject({ ...current, chart });
      this.setData({ chart, state: 'ready' });
    } catch (thrown) {
      this.setData({ state: 'failed', failure: toApiError(thrown).message });
    }
  },

  /** Whose chart it is: a saved one by its id, or the one that was just filled in. */
  async person(): Promise<CurrentSubject | undefined> {
    const current = currentSubject();
    if (this.recordId === '' || current?.record?.recordId === this.recordId) return current;
    const { records } = await api.record.list({});
    const record = records.find(({ recordId }) => recordId === this.recordId);
    return record && { record, subject: record.subject };
  },

  onRetry() {
    void this.load();
  },

  onBirth() {
    wx.switchTab({ url: '/packages/bazi/pages/birth/birth' });
  },
});
