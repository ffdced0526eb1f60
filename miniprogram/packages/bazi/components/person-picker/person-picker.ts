import { toApiError } from '../../../../api/api-error';
import { api } from '../../../../api/client.generated';
import type { ChartRecord } from '../../lib/current-subject';
import { peopleFound, pillarsLine, relationName } from '../../lib/people';

const rowOf = ({ recordId, name, relation, pillars }: ChartRecord) => ({
  recordId,
  name,
  relation: relationName(relation),
  pillars: pillarsLine(pillars),
});

/** A sheet with the saved charts, to choose one: `pick` tells the record, `fresh` that somebody new is to be filled in. */
Component({
  properties: {
    open: { type: Boolean, value: false },
    title: { type: String, value: '选一个人' },
    /** What is said when there is no chart to choose. */
    empty: { type: String, value: '还没有保存的命盘' },
    /** Whether somebody who is not saved can be filled in. */
    fresh: { type: Boolean, value: false },
  },
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed' | 'guest',
    failure: '',
    text: '',
    many: false,
    rows: [] as ReturnType<typeof rowOf>[],
    records: [] as ChartRecord[],
    bones: [0, 1, 2],
  },
  observers: {
    open(open: boolean) {
      if (open) void this.load();
    },
  },
  methods: {
    async load() {
      if (this.data.records.length === 0) this.setData({ state: 'loading' });
      this.setData({ text: '' });
      try {
        const { records } = await api.record.list({});
        this.setData({ state: 'ready', records, many: records.length > 6 });
        this.show('');
      } catch (thrown) {
        const { code, message } = toApiError(thrown);
        this.setData({ state: code === 'UNAUTHENTICATED' ? 'guest' : 'failed', failure: message });
      }
    },
    show(text: string) {
      this.setData({ text, rows: peopleFound(this.data.records, text).map(rowOf) });
    },
    onSearch(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.show(event.detail.value);
    },
    onPick(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      const record = this.data.records.find(({ recordId }) => recordId === event.currentTarget.dataset.id);
      if (record) this.triggerEvent('pick', { record });
    },
    onFresh() {
      this.triggerEvent('fresh');
    },
    onRetry() {
      void this.load();
    },
    onClose() {
      this.triggerEvent('close');
    },
    onVisible({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.triggerEvent('close');
    },
  },
});
