import { api } from '../../../api/client.generated';

/**
 * Opens the WeChat cashier for an order.
 *
 * @returns `settling` when the cashier took the payment, which only the server can confirm; `cancelled` when its user left
 * @throws {ApiError} when the payment could not be started
 * @throws {Error} when the cashier failed
 */
export async function payOrder(orderId: string): Promise<'settling' | 'cancelled'> {
  const { payment } = await api.pay.prepay({ orderId });
  try {
    await wx.requestPayment(payment);
    return 'settling';
  } catch (failure) {
    const reason = (failure as { errMsg?: string }).errMsg ?? String(failure);
    if (/cancel/.test(reason)) return 'cancelled';
    throw new Error(reason);
  }
}
