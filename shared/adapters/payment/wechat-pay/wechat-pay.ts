import { Formatter, Rsa, Wechatpay } from 'wechatpay-axios-plugin';
import * as z from 'zod';
import { Failure } from '../../../core/failure.js';
import { SECOND, toMs } from '../../../core/time.js';
import type { PaymentGateway, PaymentParameters, PrepayRequest } from '../../../modules/payment/gateway.js';
import { readCallback } from './callback.js';
import type { WechatPayConfig } from './config.js';
import { toRefundState, toTransaction } from './transaction.js';

/** Below the functions' own time-out, so that a silent platform is a failure and not a dead function. */
const TIMEOUT = 6 * SECOND;

const Prepaid = z.object({ prepay_id: z.string().min(1) });
const H5Prepaid = z.object({ h5_url: z.url() });
const RefundAnswer = z.object({ status: z.string() });

/**
 * WeChat Pay v3 for mini-programs (JSAPI), https://pay.weixin.qq.com/doc/v3/merchant/4012791856, and for browsers (H5),
 * https://pay.weixin.qq.com/doc/v3/merchant/4012791832.
 * Requests are signed and answers verified by wechatpay-axios-plugin, in certificate and in public-key mode.
 */
export function wechatPay(config: WechatPayConfig): PaymentGateway {
  const client = new Wechatpay({
    mchid: config.mchid,
    serial: config.merchantSerial,
    privateKey: config.merchantPrivateKey,
    certs: { ...config.platformKeys },
    timeout: TIMEOUT,
    // A key id names the mode in which the platform shall sign its answer.
    headers: { 'Wechatpay-Serial': Object.keys(config.platformKeys)[0]! },
  });
  const asMerchant = { params: { mchid: config.mchid } };

  return {
    merchantId: config.mchid,
    h5Appid: config.h5Appid,

    async prepay(request) {
      const trade = { ...tradeOf(request, config), appid: request.appid, payer: { openid: request.openid } };
      const { data } = await answered(() => client.chain('v3/pay/transactions/jsapi').post(trade));
      return parametersFor(Prepaid.parse(data).prepay_id, request.appid, config);
    },

    async prepayH5(request) {
      const { h5Appid: appid } = config;
      if (!appid) throw new Failure('PAYMENT_UNAVAILABLE', { message: '暂不支持在网页中支付，请在微信小程序中购买' });
      const scene = { payer_client_ip: request.payerIp, h5_info: { type: 'Wap' } };
      const trade = { ...tradeOf(request, config), appid, scene_info: scene };
      const { data } = await answered(() => client.chain('v3/pay/transactions/h5').post(trade));
      return H5Prepaid.parse(data).h5_url;
    },

    async query(tradeNo) {
      try {
        const { data } = await client.chain(`v3/pay/transactions/out-trade-no/${tradeNo}`).get(asMerchant);
        return toTransaction(data);
      } catch (error) {
        if (codeOf(error) === 'ORDER_NOT_EXIST' || codeOf(error) === 'ORDERNOTEXIST') return undefined;
        throw unavailable(error);
      }
    },

    async close(tradeNo) {
      try {
        await client.chain(`v3/pay/transactions/out-trade-no/${tradeNo}/close`).post({ mchid: config.mchid });
        return 'closed';
      } catch (error) {
        switch (codeOf(error)) {
          case 'ORDERPAID':
          case 'ORDER_PAID':
            return 'already-paid';
          case 'ORDER_CLOSED':
          case 'ORDERCLOSED':
          case 'ORDER_NOT_EXIST':
          case 'ORDERNOTEXIST':
            return 'closed';
          default:
            throw unavailable(error);
        }
      }
    },

    async refund({ tradeNo, refundNo, amount, total, reason }) {
      const { data } = await answered(() =>
        client.chain('v3/refund/domestic/refunds').post({
          out_trade_no: tradeNo,
          out_refund_no: refundNo,
          reason: withinBytes(reason, 80),
          notify_url: config.notifyUrl,
          amount: { refund: amount, total, currency: 'CNY' },
        }),
      );
      return toRefundState(RefundAnswer.parse(data).status);
    },

    readCallback: (headers, body) => readCallback(config, headers, body),
  };
}

/** What a trade of either kind says. */
function tradeOf(request: Omit<PrepayRequest, 'openid' | 'appid'>, config: WechatPayConfig) {
  return {
    mchid: config.mchid,
    description: withinBytes(request.description, 127),
    out_trade_no: request.tradeNo,
    time_expire: rfc3339(toMs(request.expiresAt)),
    notify_url: config.notifyUrl,
    amount: { total: request.amount, currency: 'CNY' },
  };
}

/** What `wx.requestPayment` takes, signed by the merchant (小程序调起支付). */
function parametersFor(prepayId: string, appid: string, config: WechatPayConfig): PaymentParameters {
  const timeStamp = String(Formatter.timestamp());
  const nonceStr = Formatter.nonce();
  const packed = `prepay_id=${prepayId}`;
  const message = Formatter.joinedByLineFeed(appid, timeStamp, nonceStr, packed);
  const paySign = Rsa.sign(message, Rsa.from(config.merchantPrivateKey, Rsa.KEY_TYPE_PRIVATE));
  return { timeStamp, nonceStr, package: packed, signType: 'RSA', paySign };
}

async function answered<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw unavailable(error);
  }
}

/** What is worth knowing of the HTTP client's error; the error itself carries the signed request. */
interface ClientError {
  code?: string;
  response?: { status: number; data?: { code?: string } };
}

/** WeChat Pay's own error code, when it answered with one. */
function codeOf(error: unknown): string | undefined {
  return (error as ClientError).response?.data?.code;
}

function unavailable(error: unknown): Failure {
  const { response, code } = error as ClientError;
  const happened = [response?.status, codeOf(error) ?? code ?? 'no answer'].filter(Boolean).join(' ');
  return new Failure('PAYMENT_UNAVAILABLE', { cause: new Error(`WeChat Pay: ${happened}`) });
}

/** RFC 3339 to the second, as WeChat Pay asks for. */
function rfc3339(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, '+00:00');
}

/** The longest beginning of `text` that takes at most `limit` bytes of UTF-8. */
function withinBytes(text: string, limit: number): string {
  let kept = '';
  for (const character of text) {
    if (Buffer.byteLength(kept + character) > limit) break;
    kept += character;
  }
  return kept;
}
