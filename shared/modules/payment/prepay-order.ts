import type { Output, Parsed } from '../../contracts/contract.js';
import type { payPrepay } from '../../contracts/pay/prepay.js';
import type { payPrepayH5 } from '../../contracts/pay/prepay-h5.js';
import type { OrderId } from '../../contracts/terms.js';
import { callerIp } from '../../core/caller-ip.js';
import { Failure } from '../../core/failure.js';
import { now } from '../../core/time.js';
import { findOwned, type Order } from '../order/orders.js';
import type { PaymentGateway } from './gateway.js';

/**
 * Opens the payment of the acting member's order at the order's own amount. Safe to repeat.
 * @throws Failure ORDER_NOT_FOUND, also when it is someone else's
 * @throws Failure ORDER_NOT_PAYABLE once it is paid, closed or past its time, and for an order that was made in a browser
 * @throws Failure PAYMENT_UNAVAILABLE when the payment platform gives no answer
 */
export async function prepayOrder(
  { orderId }: Parsed<typeof payPrepay>,
  gateway: PaymentGateway,
): Promise<Output<typeof payPrepay>> {
  const order = await findPayable(orderId);
  const { openid, appid, amounts, expiresAt } = order;
  if (openid === '') throw new Failure('ORDER_NOT_PAYABLE', { message: '该订单在网页中创建，请在网页中支付' });
  const payment = await gateway.prepay({ ...tradeOf(order), openid, appid });
  return { payment, payable: amounts.payable, expiresAt };
}

/**
 * The same for an order that was made in a browser: one trade has one way to pay it.
 * @throws Failure as `prepayOrder`; ORDER_NOT_PAYABLE for an order that was made in WeChat
 */
export async function prepayInBrowser(
  { orderId }: Parsed<typeof payPrepayH5>,
  gateway: PaymentGateway,
): Promise<Output<typeof payPrepayH5>> {
  const order = await findPayable(orderId);
  const { openid, amounts, expiresAt } = order;
  if (openid !== '') throw new Failure('ORDER_NOT_PAYABLE', { message: '该订单在微信中创建，请在微信小程序中支付' });
  const h5Url = await gateway.prepayH5({ ...tradeOf(order), payerIp: payerIp() });
  return { h5Url, payable: amounts.payable, expiresAt };
}

/** The platform wants the payer's address; of an IPv6 one its network is known. */
function payerIp(): string {
  const ip = callerIp();
  if (!ip) throw new Failure('PAYMENT_UNAVAILABLE', { cause: new Error('the address of the payer is not known') });
  return ip.replace(/\/64$/, '');
}

async function findPayable(orderId: OrderId): Promise<Order> {
  const order = await findOwned(orderId);
  if (order.status !== 'awaiting-payment' || order.expiresAt <= now()) throw new Failure('ORDER_NOT_PAYABLE');
  return order;
}

function tradeOf({ _id: tradeNo, lines, amounts, expiresAt }: Order) {
  const [first] = lines;
  const description = lines.length > 1 ? `${first!.title} 等 ${lines.length} 件` : first!.title;
  return { tradeNo, description, amount: amounts.payable, expiresAt };
}
