import Toast, { hideToast } from 'tdesign-miniprogram/toast/index';
import { ApiError, toApiError } from '../../../../api/api-error';
import { api } from '../../../../api/client.generated';
import { Intent } from '../../../../api/request-id';
import { ask } from '../../../../feedback/ask';
import { yuan } from '../../../../format/money';
import { countdown } from '../../../../format/time';
import { lookUntil, settleDelaysMs } from '../../../../payment/look-until';
import { payOrder } from '../../../../payment/pay-order';
import { addressText } from '../../lib/chosen-address';
import { type OrderDetail, orderFacts, statusName, statusSentence } from '../../lib/order-status';

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed' | 'missing',
    failure: '',
    order: null as OrderDetail | null,
    status: '',
    sentence: '',
    addressText: '',
    payableText: '',
    facts: [] as { name: string; value: string }[],
    left: '',
    /** Its time to be paid is over, but it has not been closed yet. */
    expired: false,
    paying: false,
    /** The cashier took the payment; the server has not confirmed it yet. */
    settling: false,
    /** It has been looked for often enough: the buyer is told to wait. */
    unsettled: false,
    cancelling: false,
  },

  orderId: '',
  cancellation: null as Intent | null,
  ticker: 0,
  closing: false,
  gone: false,

  onLoad(query: { orderId?: string; pay?: string; back?: string }) {
    this.orderId = query.orderId ?? '';
    this.cancellation = new Intent();
    void this.load();
    if (query.pay === '1') void this.onPay();
    // A browser comes back from the cashier without its word.
    if (query.back === '1') void this.settle();
  },

  onShow() {
    this.tick();
  },

  onHide() {
    clearInterval(this.ticker);
  },

  onUnload() {
    this.gone = true;
    clearInterval(this.ticker);
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    try {
      this.show(await api.order.get({ orderId: this.orderId }));
    } catch (thrown) {
      const { code, message } = toApiError(thrown);
      if (this.data.order) this.say(message);
      else {
        const missing = code === 'ORDER_NOT_FOUND' || code === 'INVALID_INPUT';
        this.setData({ state: missing ? 'missing' : 'failed', failure: message });
      }
    }
  },

  onRetry() {
    this.setData({ state: 'loading' });
    void this.load();
  },

  onOrders() {
    wx.switchTab({ url: '/packages/ruizhu/pages/orders/orders' });
  },

  show(order: OrderDetail) {
    this.setData({
      state: 'ready',
      order,
      status: statusName[order.status],
      sentence: statusSentence(order),
      addressText: addressText(order.recipient),
      payableText: yuan(order.amounts.payable),
      facts: orderFacts(order),
    });
    if (order.status !== 'awaiting-payment') this.setData({ settling: false, unsettled: false });
    this.tick();
  },

  /** Counts down while it can be paid; at the end the server says what has become of it. */
  tick() {
    clearInterval(this.ticker);
    const { order } = this.data;
    if (order?.status !== 'awaiting-payment') return;
    const step = () => {
      const left = Date.parse(order.expiresAt) - Date.now();
      this.setData({ left: countdown(left), expired: left <= 0 });
      if (left > 0) return;
      clearInterval(this.ticker);
      if (!this.data.settling) void this.awaitClosing();
    };
    this.ticker = setInterval(step, 1000);
    step();
  },

  /** The shop closes what is overdue once a minute. */
  async awaitClosing() {
    if (this.closing) return;
    this.closing = true;
    const order = await this.look([0, 5000, 15_000, 20_000, 30_000]);
    this.closing = false;
    if (order && order.status !== 'awaiting-payment' && !this.gone) this.show(order);
  },

  /** Looks until it no longer awaits payment, as often as there are delays. */
  look(delaysMs: readonly number[]): Promise<OrderDetail | undefined> {
    return lookUntil(
      () => api.order.get({ orderId: this.orderId }),
      ({ status }) => status !== 'awaiting-payment' || this.gone,
      delaysMs,
    );
  },

  async onPay() {
    if (this.data.paying) return;
    hideToast({ context: this, selector: '#toast' });
    this.setData({ paying: true });
    try {
      const returnTo = `/packages/ruizhu/pages/order/order?orderId=${this.orderId}&back=1`;
      if ((await payOrder(this.orderId, returnTo)) === 'settling') await this.settle();
      else this.say('支付未完成');
    } catch (thrown) {
      this.say(thrown instanceof ApiError ? thrown.message : '收银台没有打开，请稍后重试');
      await this.load();
    } finally {
      this.setData({ paying: false });
    }
  },

  /** The cashier's word is not proof: only the server's is. */
  async settle() {
    this.setData({ settling: true, unsettled: false });
    const order = await this.look(settleDelaysMs);
    if (this.gone) return;
    if (order) this.show(order);
    if (order?.status === 'awaiting-payment' || !order) this.setData({ settling: false, unsettled: true });
  },

  onLook() {
    void this.settle();
  },

  async onCancel() {
    const { order } = this.data;
    if (!order || this.data.cancelling) return;
    const paid = order.status === 'paid';
    hideToast({ context: this, selector: '#toast' });
    const agreed = await ask(this, {
      title: paid ? '取消订单并退款？' : '取消这个订单？',
      content: paid ? `${yuan(order.paid)} 将原路退回` : '取消后不能恢复，商品不再为您保留',
      yes: paid ? `退款 ${yuan(order.paid)}` : '取消订单',
    });
    if (!agreed) return;
    this.setData({ cancelling: true });
    try {
      await this.cancellation!.run((requestId) => api.order.cancel({ requestId, orderId: this.orderId }));
      this.say(paid ? '已取消，款项正在退回' : '订单已取消');
    } catch (thrown) {
      this.say(toApiError(thrown).message);
    } finally {
      this.setData({ cancelling: false });
    }
    await this.load();
  },

  onCopy() {
    wx.setClipboardData({ data: this.orderId });
  },

  say(message: string) {
    Toast({ context: this, selector: '#toast', message });
  },
});
