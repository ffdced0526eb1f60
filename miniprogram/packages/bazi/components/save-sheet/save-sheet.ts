import { toApiError } from '../../../../api/api-error';
import { api } from '../../../../api/client.generated';
import { Intent } from '../../../../api/request-id';
import type { ChartRecord, Subject } from '../../lib/current-subject';
import { problemOfTags, tagsOf } from '../../lib/tags';

const saving = new Intent();

/** Saves a chart, or what a saved one is called; tells of it by `saved`. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    subject: { type: Object, value: null as unknown as Subject },
    /** The saved chart to change; absent for a new one. */
    record: { type: Object, value: null as ChartRecord | null },
  },
  data: {
    name: '',
    relation: 'self' as ChartRecord['relation'],
    tags: '',
    relations: [
      { value: 'self', label: '自己' },
      { value: 'family', label: '家人' },
      { value: 'friend', label: '朋友' },
      { value: 'other', label: '其他' },
    ],
    problem: '',
    busy: false,
  },
  observers: {
    'visible, record'(visible: boolean, record: ChartRecord | null) {
      if (!visible || !record) return;
      this.setData({ name: record.name, relation: record.relation, tags: record.tags.join(' '), problem: '' });
    },
  },
  methods: {
    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.onClose();
    },
    onClose() {
      this.triggerEvent('close');
    },
    onName(event: WechatMiniprogram.Input) {
      this.setData({ name: event.detail.value, problem: '' });
    },
    onTags(event: WechatMiniprogram.Input) {
      this.setData({ tags: event.detail.value, problem: '' });
    },
    onRelation(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ relation: event.detail.value as ChartRecord['relation'] });
    },
    async onSave() {
      const { relation, subject, busy } = this.data;
      const record = this.data.record as ChartRecord | null;
      const name = this.data.name.trim();
      const tags = tagsOf(this.data.tags);
      const problem = name === '' ? '请填写称呼，便于日后找到' : problemOfTags(tags);
      if (problem || busy) {
        this.setData({ problem });
        return;
      }
      this.setData({ busy: true });
      const existing = record && { recordId: record.recordId, favourite: record.favourite };
      try {
        const saved = await saving.run((requestId) =>
          api.record.save({ requestId, name, relation, tags, subject: subject as Subject, ...existing }),
        );
        this.triggerEvent('saved', { record: saved });
      } catch (thrown) {
        this.setData({ problem: toApiError(thrown).message });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
