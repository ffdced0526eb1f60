import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Failure } from '../../core/failure.js';
import { MINUTE, now, toMs } from '../../core/time.js';

/** How far a request's clock may be from ours. */
export const TIME_WINDOW = 5 * MINUTE;

/** What a request's signature is over. */
export interface SignedRequest {
  method: string;
  /** `/api/order-create` */
  path: string;
  body: string;
  nonce: string;
  /** ms since the epoch, in decimal. */
  timestamp: string;
}

const NONCE = /^[A-Za-z0-9_-]{16,64}$/;
const TIMESTAMP = /^\d{13}$/;

/** HMAC-SHA256 under the session's key over method, path, SHA-256 of the body (hex), nonce and timestamp, a line each; base64url. */
export function signatureOf({ method, path, body, nonce, timestamp }: SignedRequest, key: Buffer): string {
  const bodyHash = createHash('sha256').update(body, 'utf8').digest('hex');
  return createHmac('sha256', key).update([method, path, bodyHash, nonce, timestamp].join('\n')).digest('base64url');
}

/**
 * Lets a request pass that was signed by the session's key a short time ago.
 * @throws Failure SIGNATURE_REFUSED
 */
export function checkSignature(request: SignedRequest, signature: string, key: Buffer): void {
  if (!NONCE.test(request.nonce) || !TIMESTAMP.test(request.timestamp)) {
    throw new Failure('SIGNATURE_REFUSED', { message: 'X-Yunshu-Nonce 或 X-Yunshu-Timestamp 缺失或格式不正确' });
  }
  const [given, right] = [Buffer.from(signature), Buffer.from(signatureOf(request, key))];
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw new Failure('SIGNATURE_REFUSED');
  if (Math.abs(Number(request.timestamp) - toMs(now())) > TIME_WINDOW) {
    throw new Failure('SIGNATURE_REFUSED', { message: '请求已过期，请校准设备时间' });
  }
}
