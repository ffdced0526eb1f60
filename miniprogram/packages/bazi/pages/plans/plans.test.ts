import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPage, refuse, rest, silence } from '../../../../testing/open-page';

const toast = vi.hoisted(() => vi.fn());
vi.mock('tdesign-miniprogram/toast/index', () => ({ default: toast }));
const confirm = vi.hoisted(() => vi.fn());
vi.mock('tdesign-miniprogram/dialog/index', () => ({ default: { confirm } }));
vi.mock('../../../../payment/look-until', async (original) => ({
  ...(await original<object>()),
  settleDelaysMs: [0, 0, 0],
}));

const offer = (skuId: string, price: number) => ({
  ...{ spuId: 'spu_1', skuId, title: skuId, subtitle: '', price },
  ...{ passes: 1, passDays: 365, planDays: 0, planPerDay: 0 },
});
const grant = (orderId: string) => ({
  ...{ orderId, title: '单次解读', passes: 1, passesLeft: 1, passesUntil: null, planDays: 0, planFrom: null },
  ...{ planUntil: null, state: 'held', grantedAt: '2026-11-21T00:00:00Z', refundableUntil: '2026-11-28T00:00:00Z' },
});
const benefits = (...orders: string[]) => ({
  ...{ free: { perDay: 3, left: 3 }, passes: { left: orders.length, nextEnds: null }, plan: null },
  grants: orders.map(grant),
});
const unpaid = (orderId: string, skuId: string, payable: number) => ({
  ...{ orderId, amounts: { payable }, expiresAt: '2999-01-01T00:00:00Z' },
  lines: [{ skuId, quantity: 1, title: skuId }],
});

const open = (answers: Record<string, unknown> = {}, query: Record<string, string> = {}) =>
  openPage(() => import('./plans'), query, {
    'benefit-offers': { offers: [offer('once', 990), offer('ten', 6800)] },
    'benefit-get': benefits(),
    'order-list': { items: [], nextCursor: null },
    'benefit-buy': { orderId: 'ord_new' },
    'pay-prepay': { payment: { paySign: 's' } },
    'order-cancel': {},
    ...answers,
  });

/** Puts a cashier in place that does as it is told. */
function cashier(requestPayment: () => Promise<unknown>) {
  vi.stubGlobal('wx', { ...(globalThis as unknown as { wx: object }).wx, requestPayment });
}
const bought = ({ calls }: Awaited<ReturnType<typeof open>>) =>
  calls.filter(({ name }) => name === 'benefit-buy').map(({ data }) => data);

beforeEach(() => void vi.spyOn(console, 'warn').mockReturnValue());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
  vi.clearAllMocks();
});

describe('buying', () => {
  it('asks with the amount, pays at the price that was shown, and believes the server alone', async () => {
    const shop = await open();
    shop.page.onChoose({ currentTarget: { dataset: { sku: 'ten' } } });
    expect(shop.page.data.payText).toBe('支付 ¥68.00');
    cashier(async () => {
      shop.answers['benefit-get'] = benefits('ord_new');
    });
    await shop.page.onBuy();
    expect(bought(shop)).toMatchObject([{ skuId: 'ten', price: 6800 }]);
    expect(toast).toHaveBeenCalledWith(expect.objectContaining({ message: '已到账' }));
    expect(shop.page.data).toMatchObject({ settling: false, unsettled: '', grants: [{ orderId: 'ord_new' }] });
  });

  it('says that the word of the server is still to come, and looks again when asked', async () => {
    const shop = await open();
    cashier(async () => {});
    await shop.page.onBuy();
    expect(shop.page.data.unsettled).toBe('ord_new');
    shop.answers['benefit-get'] = benefits('ord_new');
    shop.page.onLook();
    await rest();
    expect(shop.page.data.unsettled).toBe('');
  });

  it('is one purchase when it is tapped twice', async () => {
    const shop = await open();
    cashier(async () => {});
    await Promise.all([shop.page.onBuy(), shop.page.onBuy()]);
    expect(bought(shop)).toHaveLength(1);
  });

  it('pays the order that waits already instead of making another', async () => {
    const shop = await open({ 'order-list': { items: [unpaid('ord_old', 'once', 990)], nextCursor: null } });
    expect(shop.page.data.unpaid).toEqual({ orderId: 'ord_old', title: 'once', amount: '¥9.90' });
    cashier(() => Promise.reject({ errMsg: 'requestPayment:fail cancel' }));
    await shop.page.onBuy();
    expect(bought(shop)).toEqual([]);
    expect(shop.calls.find(({ name }) => name === 'pay-prepay')!.data).toMatchObject({ orderId: 'ord_old' });
    expect(toast).toHaveBeenCalledWith(expect.objectContaining({ message: '支付未完成，可稍后继续' }));
  });

  it('says why it was refused, and can be tried again', async () => {
    const shop = await open({ 'benefit-buy': refuse('PRICE_CHANGED', '价格已变') });
    await shop.page.onBuy();
    expect(toast).toHaveBeenCalledWith(expect.objectContaining({ message: '价格已变' }));
    expect(shop.page.data.paying).toBe(false);
  });
});

it('looks for what was paid when a browser comes back from the cashier', async () => {
  const { page } = await open({ 'benefit-get': benefits('ord_back') }, { orderId: 'ord_back' });
  await rest();
  expect(page.data).toMatchObject({
    unsettled: '',
    arrived: true,
    grants: [{ orderId: 'ord_back', refundable: '2026-11-28 前未使用可全额退款' }],
  });
});

it('gives the money back only after asking', async () => {
  const shop = await open({ 'benefit-get': benefits('ord_1') });
  const refund = { currentTarget: { dataset: { id: 'ord_1', title: '单次解读' } } };
  confirm.mockRejectedValueOnce(new Error('no'));
  await shop.page.onRefund(refund);
  expect(shop.calls.some(({ name }) => name === 'order-cancel')).toBe(false);
  confirm.mockResolvedValueOnce(undefined);
  await shop.page.onRefund(refund);
  expect(shop.calls.find(({ name }) => name === 'order-cancel')!.data).toMatchObject({ orderId: 'ord_1' });
});

it('shows a guest what there is to buy', async () => {
  const { page } = await open({ 'benefit-get': refuse('UNAUTHENTICATED') });
  expect(page.data).toMatchObject({ state: 'ready', offers: [{}, {}], grants: [] });
  vi.resetModules();
  expect((await open({ 'benefit-offers': silence })).page.data.state).toBe('failed');
});
