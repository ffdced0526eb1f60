import { randomUUID } from 'node:crypto';
import type { MerchantKeys } from './merchant.js';
import type { Notice } from './records.js';
import { encryptResource, lines, randomHex, SCHEME, signMessage } from './signing.js';
import { rfc3339 } from './times.js';

/** A callback ready to be posted. */
export interface NoticeMessage {
  headers: Record<string, string>;
  body: string;
}

/** Ways in which a callback can be forged or broken; none for an honest one. */
export interface Distortion {
  /** Sign something else than the body. */
  badSignature?: boolean;
  /** Name a certificate that does not exist. */
  wrongSerial?: boolean;
  /** Encrypt with a key that is not the merchant's. */
  wrongKey?: boolean;
  /** Signed this many ms ago. */
  age?: number;
}

/**
 * Encrypts and signs a callback (pay.weixin.qq.com, 支付成功回调通知): AES-256-GCM under the APIv3 key, SHA256-RSA over
 * timestamp, nonce and body.
 * @param now ms since the epoch
 */
export function composeNotice(
  notice: Notice,
  keys: MerchantKeys,
  publicKeyMode: boolean,
  now: number,
  distortion: Distortion = {},
): NoticeMessage {
  const sentAt = now - (distortion.age ?? 0);
  const resource = encryptResource(
    JSON.stringify(notice.resource),
    notice.kind,
    distortion.wrongKey ? randomHex(32) : keys.apiV3Key,
  );
  const body = JSON.stringify({
    id: notice.id,
    create_time: rfc3339(distortion.age === undefined ? notice.createdAt : sentAt),
    resource_type: 'encrypt-resource',
    event_type: notice.event,
    summary: notice.summary,
    resource: { original_type: notice.kind, ...resource },
  });
  const timestamp = String(Math.floor(sentAt / 1000));
  const nonce = randomHex(32);
  const [serial, key] = publicKeyMode
    ? [keys.publicKeyId, keys.publicKeyPrivateKey]
    : [keys.platformSerial, keys.platformPrivateKey];
  const signed = lines(timestamp, nonce, distortion.badSignature ? `${body} ` : body);
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Mozilla/4.0',
      'request-id': randomUUID(),
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': nonce,
      'wechatpay-serial': distortion.wrongSerial ? `5${randomHex(39)}` : serial,
      'wechatpay-signature': signMessage(signed, key),
      'wechatpay-signature-type': SCHEME,
    },
  };
}
