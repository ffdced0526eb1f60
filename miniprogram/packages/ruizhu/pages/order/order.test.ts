import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPage, refuse, rest } from '../../../../testing/open-page';

const confirm = vi.hoisted(() => vi.fn());
const toast = vi.hoisted(() => vi.fn());
vi.mock('tdesign-miniprogram/dialog/index', () => ({ default: { confirm } }));
vi.mock('tdesign-miniprogram/toast/index', () => ({ default: toast, hideToast: () => {} }));
vi.mock('../../../../payment/look-until', async (original) => ({
  ...(await original<object>()),
  settleDelaysMs: [0, 0, 0],
}));

const order = (status: string, changes: object = {}) => ({
  orderId: 'ord_1',
  status,
  lines: [],
  amounts: { goods: 100, freight: 0, payable: 100 },
  recipient: { name: '沈知微', province: '浙江省', city: '杭州市', district: '', detail: '1 号' },
  createdAt: new Date().toISOString(),
  expiresAt: new Date(Date.now() + 60_000).toISOString(),
  paidAt: null,
  closedAt: null,
  closeReason: null,
  refundedAt: null,
  remark: '',
  paid: status === 'awaiting-payment' ? 0 : 100,
  refund: 0,
  ...changes,
});

const payment = { package: 'prepay_id=wx1' };
const requestPayment = vi.fn();
let opened: Awaited<ReturnType<typeof openPage>>;

async function open(query: Record<string, string>, answers: Record<string, unknown>) {
  const load = () => {
    Object.assign(wx, { requestPayment });
    return import('./order');
  };
  opened = await openPage(load, { orderId: 'ord_1', ...query }, { 'pay-prepay': { payment }, ...answers });
  await rest();
  return opened;
}

beforeEach(() => void vi.spyOn(console, 'warn').mockReturnValue());
afterEach(() => {
  opened.page.onUnload();
  vi.unstubAllGlobals();
  vi.resetModules();
  vi.clearAllMocks();
});

describe('paying', () => {
  it('opens the cashier by itself after the order was submitted, and shows what the server says', async () => {
    requestPayment.mockResolvedValue({});
    const answers = [order('awaiting-payment'), order('awaiting-payment'), order('paid')];
    const { page } = await open({ pay: '1' }, { 'order-get': () => answers.shift() });
    expect(requestPayment).toHaveBeenCalledExactlyOnceWith(payment);
    expect(page.data).toMatchObject({ status: '已付款', settling: false, unsettled: false, paying: false });
  });

  it('does not open the cashier for somebody who only looks', async () => {
    await open({}, { 'order-get': order('awaiting-payment') });
    expect(requestPayment).not.toHaveBeenCalled();
  });

  it('leaves the order to be paid later when the cashier is left', async () => {
    requestPayment.mockRejectedValue({ errMsg: 'requestPayment:fail cancel' });
    const { page } = await open({ pay: '1' }, { 'order-get': order('awaiting-payment') });
    expect(page.data).toMatchObject({ status: '待付款', settling: false, unsettled: false, paying: false });
    expect(toast).toHaveBeenCalledWith(expect.objectContaining({ message: '支付未完成' }));
  });

  it('does not take the cashier at its word: after a bounded number of looks it asks for patience', async () => {
    requestPayment.mockResolvedValue({});
    const { page, calls } = await open({ pay: '1' }, { 'order-get': order('awaiting-payment') });
    expect(page.data).toMatchObject({ settling: false, unsettled: true });
    expect(calls.filter(({ name }) => name === 'order-get')).toHaveLength(4);
  });

  it('says why it cannot be paid, and shows the order as it is now', async () => {
    const answers = [order('awaiting-payment'), order('closed', { closeReason: '超时未支付' })];
    const refused = refuse('ORDER_NOT_PAYABLE', '订单已不能支付');
    const { page } = await open({ pay: '1' }, { 'order-get': () => answers.shift(), 'pay-prepay': refused });
    expect(toast).toHaveBeenCalledWith(expect.objectContaining({ message: '订单已不能支付' }));
    expect(page.data.status).toBe('已关闭');
  });

  it('offers no payment once the time is over', async () => {
    const { page } = await open(
      {},
      { 'order-get': order('awaiting-payment', { expiresAt: '2026-01-01T00:00:00.000Z' }) },
    );
    expect(page.data).toMatchObject({ expired: true, left: '00:00' });
  });
});

describe('cancelling', () => {
  it('asks first, with the amount when money comes back', async () => {
    confirm.mockRejectedValue(undefined);
    const { page, calls } = await open({}, { 'order-get': order('paid') });
    await page.onCancel();
    expect(confirm).toHaveBeenCalledWith(expect.objectContaining({ confirmBtn: '退款 ¥1.00' }));
    expect(calls.some(({ name }) => name === 'order-cancel')).toBe(false);
  });

  it('shows what became of the order', async () => {
    confirm.mockResolvedValue(undefined);
    const answers = [order('awaiting-payment'), order('closed')];
    const { page } = await open({}, { 'order-get': () => answers.shift(), 'order-cancel': {} });
    await page.onCancel();
    expect(page.data.status).toBe('已关闭');
  });
});

it("says that somebody else's order is not there", async () => {
  const { page } = await open({}, { 'order-get': refuse('ORDER_NOT_FOUND', '订单不存在') });
  expect(page.data.state).toBe('missing');
});
