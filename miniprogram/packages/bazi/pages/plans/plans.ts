import Toast from 'tdesign-miniprogram/toast/index';
import { ApiError, toApiError } from '../../../../api/api-error';
import { api } from '../../../../api/client.generated';
import { Intent } from '../../../../api/request-id';
import { ask } from '../../../../feedback/ask';
import { lookUntil, settleDelaysMs } from '../../../../payment/look-until';
import { payOrder } from '../../../../payment/pay-order';
import { grantRow, offerRow } from '../../lib/benefits-view';
import { plansPage, stillUnpaid, unpaidFor, unpaidView } from '../../lib/purchase';

type OfferRow = ReturnType<typeof offerRow>;

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    failure: '',
    offers: [] as OfferRow[],
    chosen: '',
    payText: '',
    paying: false,
    /** The cashier took the payment; what it was for is not there yet. */
    settling: false,
    unsettled: '',
    /** A browser has come back from the cashier, and what was bought is there: the pages from before are gone. */
    arrived: false,
    unpaid: null as ReturnType<typeof unpaidView> | null,
    grants: [] as ReturnType<typeof grantRow>[],
    bones: [0, 1, 2],
  },

  purchase: null as Intent | null,
  cancellation: null as Intent | null,
  gone: false,

  onLoad(query: { orderId?: string }) {
    this.purchase = new Intent();
    this.cancellation = new Intent();
    void (query.orderId ? this.comeBack(query.orderId) : this.load());
  },

  /** A browser comes back from the cashier without its word. */
  async comeBack(orderId: string) {
    this.setData({ settling: true });
    await this.load();
    await this.settle(orderId);
    await this.load();
    const held = this.data.grants.some((grant) => grant.orderId === orderId && grant.held);
    this.setData({ arrived: held && getCurrentPages().length === 1 });
  },

  onUnload() {
    this.gone = true;
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    try {
      const offers = (await api.benefit.offers({})).offers.map(offerRow);
      this.setData({ state: 'ready', offers });
      const known = offers.find(({ skuId }) => skuId === this.data.chosen) ?? offers[0];
      if (known) this.choose(known);
      await this.loadOwn();
    } catch (thrown) {
      const { message } = toApiError(thrown);
      if (this.data.state === 'ready') this.say(message);
      else this.setData({ state: 'failed', failure: message });
    }
  },

  /** What the member has, and has not paid. A guest has nothing. */
  async loadOwn() {
    try {
      const orders = await this.unpaidOrders();
      const benefits = await api.benefit.get({});
      const unpaid = stillUnpaid(orders, benefits);
      this.setData({ grants: benefits.grants.map(grantRow), unpaid: unpaid ? unpaidView(unpaid) : null });
    } catch (thrown) {
      if (toApiError(thrown).code !== 'UNAUTHENTICATED') throw thrown;
    }
  },

  async unpaidOrders() {
    return (await api.order.list({ status: 'awaiting-payment', limit: 5 })).items;
  },

  choose({ skuId, priceText }: OfferRow) {
    this.setData({ chosen: skuId, payText: `支付 ${priceText}` });
  },

  onChoose(event: WechatMiniprogram.TouchEvent<object, object, { sku: string }>) {
    const offer = this.data.offers.find(({ skuId }) => skuId === event.currentTarget.dataset.sku);
    if (offer) this.choose(offer);
  },

  onRetry() {
    this.setData({ state: 'loading' });
    void this.load();
  },

  async onBuy() {
    const offer = this.data.offers.find(({ skuId }) => skuId === this.data.chosen);
    if (offer) await this.paying(() => this.orderFor(offer));
  },

  /** The order of before when it can still be paid, or a new one at the price that is shown. */
  async orderFor({ skuId, price }: OfferRow): Promise<string> {
    const known = unpaidFor(await this.unpaidOrders(), skuId, price, Date.now());
    if (known) return known.orderId;
    return (await this.purchase!.run((requestId) => api.benefit.buy({ requestId, skuId: skuId as never, price })))
      .orderId;
  },

  onPayUnpaid() {
    const { unpaid } = this.data;
    if (unpaid) void this.paying(async () => unpaid.orderId);
  },

  async paying(order: () => Promise<string>) {
    if (this.data.paying) return;
    this.setData({ paying: true });
    try {
      const orderId = await order();
      if ((await payOrder(orderId, plansPage(orderId))) === 'settling') await this.settle(orderId);
      else this.say('支付未完成，可稍后继续');
    } catch (thrown) {
      this.say(thrown instanceof ApiError ? thrown.message : '收银台没有打开，请稍后重试');
    } finally {
      this.setData({ paying: false });
    }
    await this.load();
  },

  /** The cashier's word is not proof: what was bought is there when the server says so. */
  async settle(orderId: string) {
    this.setData({ settling: true, unsettled: '' });
    const seen = await lookUntil(
      () => api.benefit.get({}),
      ({ grants }) => this.gone || grants.some((grant) => grant.orderId === orderId),
      settleDelaysMs,
    );
    if (this.gone) return;
    const there = seen?.grants.some((grant) => grant.orderId === orderId) ?? false;
    this.setData({ settling: false, unsettled: there ? '' : orderId });
    if (there) this.say('已到账');
    if (seen) this.setData({ grants: seen.grants.map(grantRow) });
  },

  onLook() {
    void this.comeBack(this.data.unsettled);
  },

  onRecords() {
    wx.switchTab({ url: '/packages/bazi/pages/records/records' });
  },

  async onCancelUnpaid() {
    const { unpaid } = this.data;
    if (
      !unpaid ||
      !(await ask(this, { title: '取消这笔订单？', content: `${unpaid.title}，${unpaid.amount}`, yes: '取消订单' }))
    )
      return;
    await this.cancel(unpaid.orderId, '订单已取消');
  },

  async onRefund(event: WechatMiniprogram.TouchEvent<object, object, { id: string; title: string }>) {
    const { id, title } = event.currentTarget.dataset;
    if (
      await ask(this, { title: '申请退款？', content: `「${title}」将全额原路退回，权益随即收回`, yes: '申请退款' })
    ) {
      await this.cancel(id, '已申请，款项正在退回');
    }
  },

  async cancel(orderId: string, done: string) {
    try {
      await this.cancellation!.run((requestId) => api.order.cancel({ requestId, orderId: orderId as never }));
      this.setData({ arrived: false });
      this.say(done);
    } catch (thrown) {
      this.say(toApiError(thrown).message);
    }
    await this.load();
  },

  onLedger() {
    wx.navigateTo({ url: '/packages/bazi/pages/ledger/ledger' });
  },

  say(message: string) {
    Toast({ context: this, selector: '#toast', message });
  },
});
