import Toast from 'tdesign-miniprogram/toast/index';
import { toApiError } from '../../../../api/api-error';
import { api } from '../../../../api/client.generated';
import { Intent } from '../../../../api/request-id';
import { type ChartRecord, setCurrentSubject } from '../../lib/current-subject';
import { PutOff } from '../../lib/put-off';
import { type RecordRow, recordRows, tagFilters } from '../../lib/record-rows';
import { signIn } from '../../lib/sign-in';

type RowEvent = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

/** From so many on somebody looks for one by its name. */
const MANY = 6;

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed' | 'guest',
    failure: '',
    rows: [] as RecordRow[],
    count: 0,
    searchable: false,
    text: '',
    tag: '',
    tags: [] as { value: string; label: string }[],
    editing: false,
    edited: null as ChartRecord | null,
    undo: '',
    bones: [0, 1, 2],
  },

  records: null as ChartRecord[] | null,
  deletions: null as PutOff<ChartRecord> | null,
  changes: null as Intent | null,

  onLoad() {
    this.records = [];
    this.changes = new Intent();
    this.deletions = new PutOff<ChartRecord>(
      async ({ recordId }) => {
        await new Intent().run((requestId) => api.record.delete({ requestId, recordId }));
      },
      {
        waiting: (record) => this.setData({ undo: record ? `已删除「${record.name}」` : '' }),
        done: ({ recordId }) => {
          this.records = this.records!.filter((record) => record.recordId !== recordId);
        },
        failed: ({ name }, { message }) => {
          this.say(`「${name}」没有删掉：${message}`);
          void this.load();
        },
      },
    );
  },

  /** Charts are saved elsewhere. */
  onShow() {
    void this.load();
  },

  onHide() {
    void this.deletions?.now();
  },

  onUnload() {
    void this.deletions?.now();
  },

  async onPullDownRefresh() {
    await this.deletions!.now();
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    try {
      this.records = (await api.record.list({})).records;
      this.show();
    } catch (thrown) {
      const { code, message } = toApiError(thrown);
      if (code === 'UNAUTHENTICATED') this.setData({ state: 'guest' });
      else if (this.data.state === 'ready') this.say(message);
      else this.setData({ state: 'failed', failure: message });
    }
  },

  /** Shows what there is without what is about to be deleted. */
  show() {
    const gone = this.deletions!.pending?.recordId;
    const records = this.records!.filter(({ recordId }) => recordId !== gone);
    const tags = tagFilters(records);
    const tag = tags.some(({ value }) => value === this.data.tag) ? this.data.tag : '';
    const searchable = records.length > MANY;
    const text = searchable ? this.data.text : '';
    const rows = recordRows(records, text, tag);
    this.setData({ state: 'ready', count: records.length, searchable, text, tags, tag, rows });
  },

  find(recordId: string): ChartRecord | undefined {
    return this.records!.find((record) => record.recordId === recordId);
  },

  onSearch(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ text: event.detail.value });
    this.show();
  },

  onTag(event: WechatMiniprogram.TouchEvent<object, object, { value: string }>) {
    this.setData({ tag: event.currentTarget.dataset.value });
    this.show();
  },

  onOpen(event: RowEvent) {
    const record = this.find(event.currentTarget.dataset.id);
    if (!record) return;
    setCurrentSubject({ subject: record.subject, record });
    wx.navigateTo({ url: `/packages/bazi/pages/chart/chart?recordId=${record.recordId}` });
  },

  async onMore(event: RowEvent) {
    const record = this.find(event.currentTarget.dataset.id);
    if (!record) return;
    const choices = [
      ...(record.relation === 'self'
        ? []
        : [{ name: '标为自己', act: () => this.change({ ...record, relation: 'self' }) }]),
      {
        name: record.favourite ? '取消收藏' : '收藏',
        act: () => this.change({ ...record, favourite: !record.favourite }),
      },
      { name: '修改称呼与标签', act: () => this.setData({ edited: record, editing: true }) },
      { name: '删除', act: () => this.remove(record) },
    ];
    const itemList = choices.map(({ name }) => name);
    const closed = { tapIndex: -1 };
    const { tapIndex } = await wx.showActionSheet({ alertText: record.name, itemList }).catch(() => closed);
    await choices[tapIndex]?.act();
  },

  async change({ recordId, name, relation, tags, favourite, subject }: ChartRecord) {
    try {
      await this.changes!.run((requestId) =>
        api.record.save({ requestId, recordId, name, relation, tags, favourite, subject }),
      );
      await this.load();
    } catch (thrown) {
      this.say(toApiError(thrown).message);
    }
  },

  async remove(record: ChartRecord) {
    const done = this.deletions!.put(record);
    this.show();
    await done;
  },

  onUndo() {
    this.deletions!.takeBack();
    this.show();
  },

  onEdited() {
    this.setData({ editing: false });
    void this.load();
  },

  onCloseEdit() {
    this.setData({ editing: false });
  },

  onRetry() {
    this.setData({ state: 'loading' });
    void this.load();
  },

  async onSignIn() {
    if (await signIn((message) => this.say(message))) this.onRetry();
  },

  onBirth() {
    wx.switchTab({ url: '/packages/bazi/pages/birth/birth' });
  },

  onReadings() {
    wx.navigateTo({ url: '/packages/bazi/pages/readings/readings' });
  },

  say(message: string) {
    Toast({ context: this, selector: '#toast', message });
  },
});
