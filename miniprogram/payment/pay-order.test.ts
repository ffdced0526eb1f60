import { afterEach, describe, expect, it, vi } from 'vitest';
import { payOrder } from './pay-order';

const returnTo = '/packages/ruizhu/pages/order/order?orderId=ord_1&back=1';
const payment = { timeStamp: '1', nonceStr: 'n', package: 'prepay_id=wx1', signType: 'RSA', paySign: 's' };

function cashier(requestPayment: (options: object) => Promise<unknown>) {
  const callFunction = async () => ({ result: { ok: true, data: { payment }, traceId: 't' } });
  vi.stubGlobal('wx', { cloud: { callFunction }, requestPayment });
}

afterEach(() => void vi.unstubAllGlobals());

it('leaves a browser’s site for the cashier, which leads back to the page that asked', async () => {
  vi.stubGlobal('YUNSHU_CHANNEL', 'h5');
  const data = { h5Url: 'https://pay.example/h5/1' };
  const callFunction = vi.fn(async () => ({ result: { ok: true, data, traceId: 't' } }));
  const requestPayment = vi.fn(async () => ({}));
  vi.stubGlobal('wx', { cloud: { callFunction }, requestPayment });
  await payOrder('ord_1', returnTo);
  expect(callFunction).toHaveBeenCalledWith(expect.objectContaining({ name: 'pay-prepay-h5' }));
  expect(requestPayment).toHaveBeenCalledWith({ ...data, returnTo });
});

describe('payOrder', () => {
  it('hands the cashier what the server signed, and waits for the server when it is taken', async () => {
    const requestPayment = vi.fn(async () => ({ errMsg: 'requestPayment:ok' }));
    cashier(requestPayment);
    expect(await payOrder('ord_1', returnTo)).toBe('settling');
    expect(requestPayment).toHaveBeenCalledWith(payment);
  });

  it('tells leaving the cashier from its failing', async () => {
    cashier(() => Promise.reject({ errMsg: 'requestPayment:fail cancel' }));
    expect(await payOrder('ord_1', returnTo)).toBe('cancelled');
    cashier(() => Promise.reject({ errMsg: 'requestPayment:fail jsapi has no permission' }));
    await expect(payOrder('ord_1', returnTo)).rejects.toThrow('no permission');
  });
});
