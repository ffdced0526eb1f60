import { createHash, createHmac } from 'node:crypto';

/** A key pair of Tencent Cloud; with the token of a role when it is a role's. */
export interface TencentCredentials {
  secretId: string;
  secretKey: string;
  token?: string;
}

interface Request {
  /** `sms.tencentcloudapi.com` */
  host: string;
  /** `sms` */
  service: string;
  action: string;
  version: string;
  region: string;
  /** JSON. */
  body: string;
  /** Seconds since the epoch. */
  timestamp: number;
}

const SIGNED = 'content-type;host';
const TYPE = 'application/json';

/** The headers of a call of Tencent Cloud's API 3.0, signed by TC3-HMAC-SHA256 (cloud.tencent.com/document/api/382/52072). */
export function signedHeaders(
  request: Request,
  { secretId, secretKey, token }: TencentCredentials,
): Record<string, string> {
  const { host, service, action, version, region, body, timestamp } = request;
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
  const scope = `${date}/${service}/tc3_request`;
  const canonical = [
    ...['POST', '/', ''],
    ...[`content-type:${TYPE}`, `host:${host}`, ''],
    ...[SIGNED, sha256(body)],
  ].join('\n');
  const key = [date, service, 'tc3_request'].reduce<string | Buffer>(
    (from, text) => hmac(from, text),
    `TC3${secretKey}`,
  );
  const toSign = ['TC3-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n');
  const signature = hmac(key, toSign).toString('hex');
  return {
    'content-type': TYPE,
    host,
    'x-tc-action': action,
    'x-tc-version': version,
    'x-tc-region': region,
    'x-tc-timestamp': String(timestamp),
    ...(token && { 'x-tc-token': token }),
    authorization: `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${SIGNED}, Signature=${signature}`,
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}
