import { paymentGateway } from '../../shared/adapters/payment/payment-gateway.js';
import { httpPayNotify } from '../../shared/contracts/http/pay-notify.js';
import { serveHttp } from '../../shared/core/serve-http.js';
import { receiveCallback } from '../../shared/modules/payment/receive-callback.js';

export const main = serveHttp(httpPayNotify, async (ctx, body) => {
  await receiveCallback(ctx.headers as Record<string, string | undefined>, body, paymentGateway());
  ctx.status = 204;
});
