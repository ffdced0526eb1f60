import Toast, { hideToast } from 'tdesign-miniprogram/toast/index';
import { toApiError } from '../../../../api/api-error';
import { api } from '../../../../api/client.generated';
import { Intent } from '../../../../api/request-id';
import { ask } from '../../../../feedback/ask';
import { yuan } from '../../../../format/money';
import { type Address, addressText, takeChosenAddress } from '../../lib/chosen-address';
import { linesFromParam, type OrderLine } from '../../lib/order-lines-param';
import { fitToStock, type Preview, shortageRemarks } from '../../lib/shortages';

Page({
  data: {
    /** `impossible`: trying again would not help. */
    state: 'loading' as 'loading' | 'ready' | 'failed' | 'impossible',
    failure: '',
    preview: null as Preview | null,
    remarks: {} as Record<string, string>,
    short: false,
    payableText: '',
    address: null as Address | null,
    addressText: '',
    remark: '',
    remarkSize: { minHeight: 44, maxHeight: 132 },
    submitting: false,
  },

  lines: [] as OrderLine[],
  fromBag: false,
  submission: null as Intent | null,

  onLoad(query: { lines?: string; from?: string }) {
    this.submission = new Intent();
    this.lines = linesFromParam(query.lines);
    this.fromBag = query.from === 'bag';
    void this.load();
  },

  onShow() {
    const chosen = takeChosenAddress();
    if (chosen) this.deliverTo(chosen);
  },

  async load() {
    if (this.lines.length === 0) {
      this.setData({ state: 'impossible', failure: '没有可以结算的商品，请到购物袋看看' });
      return;
    }
    this.setData({ state: 'loading' });
    try {
      const [preview, addresses] = await Promise.all([api.order.preview({ lines: this.lines }), api.address.list({})]);
      this.show(preview);
      const first = addresses.items.find(({ isDefault }) => isDefault) ?? addresses.items[0];
      if (!this.data.address && first) this.deliverTo(first);
      this.setData({ state: 'ready' });
    } catch (thrown) {
      const { code, message } = toApiError(thrown);
      this.setData({ state: code === 'PRODUCT_NOT_FOUND' ? 'impossible' : 'failed', failure: message });
    }
  },

  onBag() {
    wx.switchTab({ url: '/packages/ruizhu/pages/bag/bag' });
  },

  onRetry() {
    void this.load();
  },

  show(preview: Preview) {
    this.setData({
      preview,
      remarks: shortageRemarks(preview),
      short: preview.shortages.length > 0,
      payableText: yuan(preview.amounts.payable),
    });
  },

  deliverTo(address: Address) {
    this.setData({ address, addressText: addressText(address) });
  },

  onAddress() {
    const way = this.data.address ? 'pick=1' : 'pick=1&add=1';
    wx.navigateTo({ url: `/packages/ruizhu/pages/address/address?${way}` });
  },

  onRemark(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ remark: event.detail.value });
  },

  /** Orders no more than is there; without anything left there is nothing to order. */
  onFit() {
    const { preview } = this.data;
    if (!preview) return;
    this.lines = fitToStock(this.lines, preview);
    void this.load();
  },

  async onSubmit() {
    const { preview, address, remark } = this.data;
    if (!preview || this.data.submitting) return;
    if (!address) {
      this.onAddress();
      return;
    }
    this.setData({ submitting: true });
    try {
      const { orderId } = await this.submission!.run((requestId) =>
        api.order.create({
          requestId,
          lines: this.lines,
          addressId: address.addressId,
          remark,
          fromCart: this.fromBag,
          quote: preview.quote,
        }),
      );
      wx.redirectTo({ url: `/packages/ruizhu/pages/order/order?orderId=${orderId}&pay=1` });
    } catch (thrown) {
      await this.afterRefusal(toApiError(thrown), preview.amounts.payable);
    } finally {
      this.setData({ submitting: false });
    }
  },

  /** Explains why there is no order and leads on; nothing is submitted again unless the buyer says so. */
  async afterRefusal({ code, message }: ReturnType<typeof toApiError>, seen: number) {
    switch (code) {
      case 'PRICE_CHANGED':
        return this.confirmNewPrice(seen);
      case 'OUT_OF_STOCK':
        await this.load();
        return this.say(message);
      case 'ADDRESS_NOT_FOUND':
        this.setData({ address: null, addressText: '' });
        return this.say(message);
      case 'REQUEST_ID_REUSED':
        return this.leadToOrders();
      default:
        return this.say(message);
    }
  },

  async confirmNewPrice(seen: number) {
    await this.load();
    if (this.data.state !== 'ready' || this.data.short) return;
    hideToast({ context: this, selector: '#toast' });
    const agreed = await ask(this, {
      title: '价格有变动',
      content: `应付金额由 ${yuan(seen)} 变为 ${this.data.payableText}，是否按新价格提交？`,
      yes: `提交 ${this.data.payableText}`,
    });
    if (!agreed) return;
    this.setData({ submitting: false });
    await this.onSubmit();
  },

  /** An earlier try got through although its answer was lost, and something has been changed since. */
  async leadToOrders() {
    hideToast({ context: this, selector: '#toast' });
    const content = '刚才的提交其实已经成功，请在订单中查看并支付';
    if (await ask(this, { title: '订单已经提交过', content, yes: '查看订单' })) {
      wx.switchTab({ url: '/packages/ruizhu/pages/orders/orders' });
    }
  },

  say(message: string) {
    Toast({ context: this, selector: '#toast', message });
  },
});
