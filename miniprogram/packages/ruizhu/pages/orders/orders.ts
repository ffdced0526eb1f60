import Toast from 'tdesign-miniprogram/toast/index';
import { api } from '../../../../api/client.generated';
import { beijingTime } from '../../../../format/time';
import { emptyView, Pager, type PagerView } from '../../../../paging/pager';
import { type OrderStatus, type OrderSummary, statusName } from '../../lib/order-status';
import { optionsText } from '../../lib/sku-selection';

interface Row extends OrderSummary {
  statusName: string;
  placed: string;
  /** The first pictures; there is no room for more. */
  pictures: { skuId: string; picture: string; title: string }[];
  pieces: number;
  /** What it is, when it is one thing. */
  only: { title: string; chosen: string } | null;
}

const picturesShown = 4;
const statuses = Object.keys(statusName) as OrderStatus[];
const tabs = [{ value: 'all', label: '全部' }, ...statuses.map((value) => ({ value, label: statusName[value] }))];

function onlyLine({ lines }: OrderSummary): Row['only'] {
  const [line, ...others] = lines;
  return line && others.length === 0 ? { title: line.title, chosen: optionsText(line.options) } : null;
}

const toRow = (order: OrderSummary): Row => ({
  ...order,
  statusName: statusName[order.status],
  placed: beijingTime(order.createdAt),
  pictures: order.lines.slice(0, picturesShown),
  pieces: order.lines.reduce((sum, { quantity }) => sum + quantity, 0),
  only: onlyLine(order),
});

Page({
  data: { ...emptyView<Row>(), tabs, tab: 'all', tabName: '', bones: [0, 1, 2] },

  pager: null as Pager<Row> | null,

  onLoad() {
    this.open('all');
  },

  /** Orders change elsewhere: by a payment, by a cancellation, by time. */
  onShow() {
    if (this.data.state !== 'loading') void this.pager?.refresh();
  },

  onUnload() {
    this.pager?.stop();
  },

  onTab(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.open(event.detail.value);
  },

  open(tab: string) {
    this.pager?.stop();
    const status = statuses.find((known) => known === tab);
    this.pager = new Pager<Row>(
      async (cursor) => {
        const page = await api.order.list({ ...(status && { status }), ...(cursor && { cursor }) });
        return { items: page.items.map(toRow), nextCursor: page.nextCursor };
      },
      (view: PagerView<Row>) => this.setData({ ...view }),
    );
    this.setData({ ...emptyView<Row>(), tab, tabName: status ? statusName[status] : '' });
    void this.pager.refresh();
  },

  async onPullDownRefresh() {
    const failure = await this.pager?.refresh();
    wx.stopPullDownRefresh();
    if (failure && this.data.state === 'ready') {
      Toast({ context: this, selector: '#toast', message: failure.message });
    }
  },

  onReachBottom() {
    if (this.data.tail === 'idle') void this.pager?.more();
  },

  onMore() {
    void this.pager?.more();
  },

  onRetry() {
    void this.pager?.refresh();
  },

  onOpen(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    wx.navigateTo({ url: `/packages/ruizhu/pages/order/order?orderId=${event.currentTarget.dataset.id}` });
  },

  onShop() {
    wx.switchTab({ url: '/packages/ruizhu/pages/catalog/catalog' });
  },
});
