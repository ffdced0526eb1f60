import Toast from 'tdesign-miniprogram/toast/index';
import { toApiError } from '../../../../api/api-error';
import { api } from '../../../../api/client.generated';
import { Intent } from '../../../../api/request-id';
import { emptyView, Pager, type PagerView } from '../../../../paging/pager';
import { type Address, addressText, chooseAddress } from '../../lib/chosen-address';
import { emptyForm, problemsOf, type RecipientField, type RecipientForm, trimmed } from '../../lib/recipient';

type Row = Address & { where: string };
type RowEvent = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

const toRow = (address: Address): Row => ({ ...address, where: addressText(address) });

Page({
  data: {
    ...emptyView<Row>(),
    /** Whether the checkout waits for one of them. */
    picking: false,
    editing: false,
    addressId: '',
    form: emptyForm as RecipientForm,
    isDefault: false,
    problems: {} as Partial<Record<RecipientField, string>>,
    saving: false,
    bones: [0, 1],
  },

  pager: null as Pager<Row> | null,
  saves: null as Intent | null,

  onLoad(query: { pick?: string; add?: string }) {
    this.pager = new Pager<Row>(
      async (cursor) => {
        const { items, nextCursor } = await api.address.list(cursor ? { cursor } : {});
        return { items: items.map(toRow), nextCursor };
      },
      (view: PagerView<Row>) => this.setData({ ...view }),
    );
    this.setData({ picking: query.pick === '1' });
    if (query.add === '1') this.edit(undefined);
    else void this.pager.refresh();
  },

  onUnload() {
    this.pager?.stop();
  },

  onReachBottom() {
    if (!this.data.editing && this.data.tail === 'idle') void this.pager?.more();
  },

  onRetry() {
    void this.pager?.refresh();
  },

  onMore() {
    void this.pager?.more();
  },

  onRow(event: RowEvent) {
    const address = this.find(event);
    if (!address) return;
    if (this.data.picking) this.pick(address);
    else this.edit(address);
  },

  onEdit(event: RowEvent) {
    this.edit(this.find(event));
  },

  onAdd() {
    this.edit(undefined);
  },

  find(event: RowEvent): Row | undefined {
    return this.data.items.find(({ addressId }) => addressId === event.currentTarget.dataset.id);
  },

  edit(address: Row | undefined) {
    this.saves = new Intent();
    this.setData({
      editing: true,
      addressId: address?.addressId ?? '',
      form: address ? trimmed(address) : emptyForm,
      isDefault: address?.isDefault ?? false,
      problems: {},
    });
    wx.setNavigationBarTitle({ title: address ? '修改地址' : '新增地址' });
  },

  onInput(event: WechatMiniprogram.CustomEvent<{ value: string }, object, { field: RecipientField }>) {
    const { field } = event.currentTarget.dataset;
    this.setData({ [`form.${field}`]: event.detail.value, [`problems.${field}`]: '' });
  },

  onDefault(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    this.setData({ isDefault: event.detail.value });
  },

  onCancel() {
    if (this.data.state === 'loading' && this.data.items.length === 0) {
      wx.navigateBack();
      return;
    }
    this.close();
  },

  close() {
    this.setData({ editing: false });
    wx.setNavigationBarTitle({ title: '收货地址' });
  },

  async onSave() {
    const problems = problemsOf(this.data.form);
    this.setData({ problems });
    if (Object.keys(problems).length > 0 || this.data.saving) return;
    this.setData({ saving: true });
    const { addressId, isDefault, picking } = this.data;
    try {
      const form = trimmed(this.data.form);
      const saved = await this.saves!.run((requestId) =>
        api.address.save({ requestId, ...form, isDefault, ...(addressId && { addressId }) }),
      );
      if (picking) {
        this.pick(saved);
        return;
      }
      this.close();
      await this.pager?.refresh();
    } catch (thrown) {
      const { fields, message } = toApiError(thrown);
      this.setData({ problems: { ...fields } });
      Toast({ context: this, selector: '#toast', message: fields ? '请检查标红的内容' : message });
    } finally {
      this.setData({ saving: false });
    }
  },

  pick(address: Address) {
    chooseAddress(address);
    wx.navigateBack();
  },
});
