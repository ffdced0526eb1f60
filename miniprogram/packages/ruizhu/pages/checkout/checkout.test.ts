import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPage, refuse, silence } from '../../../../testing/open-page';

const confirm = vi.hoisted(() => vi.fn());
const toast = vi.hoisted(() => vi.fn());
vi.mock('tdesign-miniprogram/dialog/index', () => ({ default: { confirm } }));
vi.mock('tdesign-miniprogram/toast/index', () => ({ default: toast, hideToast: () => {} }));

const skuId = 'sku_01JRZ000000000000000000101';
const address = {
  addressId: 'adr_1',
  name: '沈知微',
  province: '浙江省',
  city: '杭州市',
  district: '',
  detail: '1 号',
};
const preview = (unitPrice: number, shortages: object[] = []) => ({
  lines: [{ skuId, unitPrice, quantity: 2 }],
  amounts: { goods: unitPrice * 2, freight: 0, payable: unitPrice * 2 },
  shortages,
  quote: `quote-${unitPrice}`,
});

const open = (query: Record<string, string> = {}) =>
  openPage(
    () => import('./checkout'),
    { lines: `${skuId}~2`, ...query },
    {
      'order-preview': preview(100),
      'address-list': { items: [address], nextCursor: null },
      'order-create': { orderId: 'ord_1' },
    },
  );
const submissions = ({ calls }: Awaited<ReturnType<typeof open>>) =>
  calls.filter(({ name }) => name === 'order-create').map(({ data }) => data);

beforeEach(() => void vi.spyOn(console, 'warn').mockReturnValue());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
  vi.clearAllMocks();
});

describe('submitting an order', () => {
  it('sends the lines, the address and the quote that was seen, and goes to pay', async () => {
    const shop = await open();
    await shop.page.onSubmit();
    const expected = {
      lines: [{ skuId, quantity: 2 }],
      addressId: 'adr_1',
      remark: '',
      fromCart: false,
      quote: 'quote-100',
    };
    expect(submissions(shop)).toMatchObject([expected]);
    expect(shop.moves).toEqual(['redirectTo /packages/ruizhu/pages/order/order?orderId=ord_1&pay=1']);
  });

  it('is one submission however often it is tapped', async () => {
    const shop = await open();
    await Promise.all([shop.page.onSubmit(), shop.page.onSubmit(), shop.page.onSubmit()]);
    expect(submissions(shop)).toHaveLength(1);
  });

  it('says so when what is ordered came from the bag, so that it leaves the bag', async () => {
    const shop = await open({ from: 'bag' });
    await shop.page.onSubmit();
    expect(submissions(shop)).toMatchObject([{ fromCart: true }]);
  });

  it('carries the same request id after no answer, and says what happened', async () => {
    const shop = await open();
    shop.answers['order-create'] = silence;
    await shop.page.onSubmit();
    expect(toast).toHaveBeenCalledWith(expect.objectContaining({ message: '网络不稳定，请稍后重试' }));
    shop.answers['order-create'] = { orderId: 'ord_1' };
    await shop.page.onSubmit();
    const [first, second] = submissions(shop);
    expect(second?.requestId).toBe(first?.requestId);
  });

  it('asks for an address first when there is none', async () => {
    const shop = await open();
    shop.page.setData({ address: null });
    await shop.page.onSubmit();
    expect(submissions(shop)).toEqual([]);
    expect(shop.moves).toEqual(['navigateTo /packages/ruizhu/pages/address/address?pick=1&add=1']);
  });
});

describe('when prices have changed', () => {
  async function changed() {
    const shop = await open();
    shop.answers['order-create'] = ({ quote }: { quote: string }) =>
      quote === 'quote-150' ? { orderId: 'ord_1' } : refuse('PRICE_CHANGED')();
    shop.answers['order-preview'] = preview(150);
    return shop;
  }

  it('submits at the new price only after its buyer has agreed to the amount', async () => {
    const shop = await changed();
    confirm.mockResolvedValue(undefined);
    await shop.page.onSubmit();
    expect(confirm).toHaveBeenCalledWith(expect.objectContaining({ confirmBtn: '提交 ¥3.00' }));
    expect(submissions(shop).map(({ quote }) => quote)).toEqual(['quote-100', 'quote-150']);
    const [first, second] = submissions(shop);
    expect(second?.requestId).not.toBe(first?.requestId);
    expect(shop.moves).toHaveLength(1);
  });

  it('submits nothing more when its buyer has not', async () => {
    const shop = await changed();
    confirm.mockRejectedValue(undefined);
    await shop.page.onSubmit();
    expect(submissions(shop)).toHaveLength(1);
    expect(shop.page.data).toMatchObject({ payableText: '¥3.00', submitting: false });
  });
});

describe('when there is not enough', () => {
  it('explains it line by line and can order what is left', async () => {
    const shop = await open();
    shop.answers['order-create'] = refuse('OUT_OF_STOCK', '「项链」库存只剩 1 件');
    shop.answers['order-preview'] = preview(100, [{ skuId, title: '项链', available: 1 }]);
    await shop.page.onSubmit();
    expect(shop.page.data).toMatchObject({ short: true, remarks: { [skuId]: '库存只剩 1 件' } });
    shop.page.onFit();
    expect(shop.calls.at(-2)).toMatchObject({ name: 'order-preview', data: { lines: [{ skuId, quantity: 1 }] } });
  });

  it('has nothing to order when nothing is left', async () => {
    const shop = await open();
    shop.page.setData({ preview: preview(100, [{ skuId, title: '项链', available: 0 }]) });
    shop.page.onFit();
    expect(shop.page.data.state).toBe('impossible');
  });
});
