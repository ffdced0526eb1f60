import { afterEach, describe, expect, it, vi } from 'vitest';
import { payOrder } from './pay';

const payment = { timeStamp: '1', nonceStr: 'n', package: 'prepay_id=wx1', signType: 'RSA', paySign: 's' };

function cashier(requestPayment: (options: object) => Promise<unknown>) {
  const callFunction = async () => ({ result: { ok: true, data: { payment }, traceId: 't' } });
  vi.stubGlobal('wx', { cloud: { callFunction }, requestPayment });
}

afterEach(() => void vi.unstubAllGlobals());

describe('payOrder', () => {
  it('hands the cashier what the server signed, and waits for the server when it is taken', async () => {
    const requestPayment = vi.fn(async () => ({ errMsg: 'requestPayment:ok' }));
    cashier(requestPayment);
    expect(await payOrder('ord_1')).toBe('settling');
    expect(requestPayment).toHaveBeenCalledWith(payment);
  });

  it('tells leaving the cashier from its failing', async () => {
    cashier(() => Promise.reject({ errMsg: 'requestPayment:fail cancel' }));
    expect(await payOrder('ord_1')).toBe('cancelled');
    cashier(() => Promise.reject({ errMsg: 'requestPayment:fail jsapi has no permission' }));
    await expect(payOrder('ord_1')).rejects.toThrow('no permission');
  });
});
