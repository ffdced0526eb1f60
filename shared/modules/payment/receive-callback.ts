import { context } from '../../core/context.js';
import { log } from '../../core/log.js';
import type { PaymentGateway } from './gateway.js';
import { settleRefund } from './refund-order.js';
import { settlePayment } from './settle-payment.js';

/**
 * Takes in a callback of the payment platform, however often and in whatever order it comes.
 * @throws Failure when it is not genuine or does not fit our books; the platform then sends it again
 */
export async function receiveCallback(
  headers: Record<string, string | undefined>,
  body: string,
  gateway: PaymentGateway,
): Promise<void> {
  const callback = gateway.readCallback(headers, body);
  context().actor = { kind: 'payment-platform' };

  switch (callback.kind) {
    case 'payment':
      await settlePayment(callback.transaction, gateway);
      return;
    case 'refund':
      await settleRefund(callback.tradeNo, callback.refundNo, callback.state);
      return;
    case 'other':
      log('warn', 'callback.unknown', { type: callback.type });
  }
}
