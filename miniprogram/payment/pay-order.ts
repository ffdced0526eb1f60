import { inBrowser } from '../api/channel';
import { api } from '../api/client.generated';

/**
 * Opens the WeChat cashier for an order; in a browser that leaves the site.
 *
 * @param returnTo the page that a browser comes back to, which has to find out by itself what became of the payment
 * @returns `settling` when the cashier took the payment, which only the server can confirm; `cancelled` when its user left
 * @throws {ApiError} when the payment could not be started
 * @throws {Error} when the cashier failed
 */
export async function payOrder(orderId: string, returnTo: string): Promise<'settling' | 'cancelled'> {
  const payment = inBrowser() ? await browserPayment(orderId, returnTo) : (await api.pay.prepay({ orderId })).payment;
  try {
    await wx.requestPayment(payment);
    return 'settling';
  } catch (failure) {
    const reason = (failure as { errMsg?: string }).errMsg ?? String(failure);
    if (/cancel/.test(reason)) return 'cancelled';
    throw new Error(reason);
  }
}

/** What an H5 site's `wx.requestPayment` takes. */
async function browserPayment(orderId: string, returnTo: string): Promise<WechatMiniprogram.RequestPaymentOption> {
  const { h5Url } = await api.pay.prepayH5({ orderId });
  return { h5Url, returnTo } as unknown as WechatMiniprogram.RequestPaymentOption;
}
