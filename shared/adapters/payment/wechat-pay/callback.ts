import { Aes, Formatter, Rsa } from 'wechatpay-axios-plugin';
import * as z from 'zod';
import type { OrderId } from '../../../contracts/terms.js';
import { Failure } from '../../../core/failure.js';
import { now, SECOND, toMs } from '../../../core/time.js';
import type { Callback } from '../../../modules/payment/gateway.js';
import type { WechatPayConfig } from './config.js';
import { toRefundState, toTransaction } from './transaction.js';

/** A callback signed longer ago than this, or this far in the future, is a replay (WeChat Pay: 签名验证). */
const FRESH_FOR = 300 * SECOND;

const Envelope = z.object({
  event_type: z.string(),
  resource: z.object({
    algorithm: z.literal('AEAD_AES_256_GCM'),
    ciphertext: z.string(),
    nonce: z.string(),
    associated_data: z.string().default(''),
  }),
});

const RefundResult = z.object({ out_trade_no: z.string(), out_refund_no: z.string(), refund_status: z.string() });

/**
 * Verifies, decrypts and reads a callback of WeChat Pay v3.
 *
 * The signature covers the body as it came, so `body` has to be the text that was received. The key is the one that the
 * serial names; one that we do not hold is refused.
 *
 * @throws Failure CALLBACK_REFUSED when it is not WeChat Pay's, was tampered with, or is a replay
 */
export function readCallback(
  config: WechatPayConfig,
  headers: Record<string, string | undefined>,
  body: string,
): Callback {
  verify(config, headers, body);
  try {
    const { event_type, resource } = Envelope.parse(JSON.parse(body));
    const { ciphertext, nonce, associated_data } = resource;
    const content: unknown = JSON.parse(Aes.AesGcm.decrypt(ciphertext, config.apiV3Key, nonce, associated_data));
    if (event_type.startsWith('TRANSACTION.')) return { kind: 'payment', transaction: toTransaction(content) };
    if (event_type.startsWith('REFUND.')) return refundCallback(content);
    return { kind: 'other', type: event_type };
  } catch (cause) {
    throw refused('the content cannot be read', cause);
  }
}

function verify(config: WechatPayConfig, headers: Record<string, string | undefined>, body: string): void {
  const timestamp = headers['wechatpay-timestamp'] ?? '';
  const nonce = headers['wechatpay-nonce'] ?? '';
  const signature = headers['wechatpay-signature'] ?? '';
  const key = config.platformKeys[headers['wechatpay-serial'] ?? ''];

  if (!key) throw refused('unknown serial');
  if (!/^\d{1,12}$/.test(timestamp)) throw refused('no timestamp');
  if (Math.abs(toMs(now()) - Number(timestamp) * SECOND) > FRESH_FOR) throw refused('stale timestamp');
  if (!verified(Formatter.response(timestamp, nonce, body), signature, key)) throw refused('bad signature');
}

function verified(message: string, signature: string, key: string): boolean {
  try {
    return Rsa.verify(message, signature, Rsa.from(key, Rsa.KEY_TYPE_PUBLIC));
  } catch {
    return false;
  }
}

function refundCallback(content: unknown): Callback {
  const { out_trade_no, out_refund_no, refund_status } = RefundResult.parse(content);
  return {
    kind: 'refund',
    tradeNo: out_trade_no as OrderId,
    refundNo: out_refund_no,
    state: toRefundState(refund_status),
  };
}

function refused(why: string, cause?: unknown): Failure {
  return new Failure('CALLBACK_REFUSED', { cause: new Error(`callback refused: ${why}`, { cause }) });
}
