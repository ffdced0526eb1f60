import type { Output, Parsed } from '../../contracts/contract.js';
import type { payPrepay } from '../../contracts/pay/prepay.js';
import { Failure } from '../../core/failure.js';
import { now } from '../../core/time.js';
import { findOwned } from '../order/orders.js';
import type { PaymentGateway } from './gateway.js';

/**
 * Opens the payment of the acting member's order at the order's own amount. Safe to repeat.
 * @throws Failure ORDER_NOT_FOUND, also when it is someone else's
 * @throws Failure ORDER_NOT_PAYABLE once it is paid, closed or past its time
 * @throws Failure PAYMENT_UNAVAILABLE when the payment platform gives no answer
 */
export async function prepayOrder(
  { orderId }: Parsed<typeof payPrepay>,
  gateway: PaymentGateway,
): Promise<Output<typeof payPrepay>> {
  const { status, expiresAt, amounts, lines, openid, appid } = await findOwned(orderId);
  if (status !== 'awaiting-payment' || expiresAt <= now()) throw new Failure('ORDER_NOT_PAYABLE');

  const payment = await gateway.prepay({
    tradeNo: orderId,
    description: lines.length > 1 ? `${lines[0]!.title} 等 ${lines.length} 件` : lines[0]!.title,
    amount: amounts.payable,
    openid,
    appid,
    expiresAt,
  });
  return { payment, payable: amounts.payable, expiresAt };
}
