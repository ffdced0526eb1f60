import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { TencentError } from '../api/error.js';

/** What a signature covers. */
export interface SignedRequest {
  method: string;
  /** Path and query as they were sent, not as they were routed. */
  path: string;
  query: string;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
  /** Host names that the request may have been signed for: with and without a port, before and after a redirection. */
  hosts: readonly string[];
  service: string;
}

export interface Authorization {
  secretId: string;
  date: string;
  service: string;
  signedHeaders: string[];
  signature: string;
}

/** The platform takes a timestamp that is this far off. */
const TOLERANCE_SECONDS = 300;
const FORM =
  /^TC3-HMAC-SHA256\s+Credential=([^/,\s]+)\/(\d{4}-\d\d-\d\d)\/([a-z0-9-]+)\/tc3_request,\s*SignedHeaders=([a-z0-9;-]+),\s*Signature=([0-9a-f]{64})$/;

/**
 * Reads the `Authorization` header of a call.
 * @throws TencentError AuthFailure.InvalidAuthorization
 */
export function readAuthorization(header: string | undefined): Authorization {
  const [, secretId, date, service, headers, signature] = FORM.exec(header ?? '') ?? [];
  if (!signature) {
    throw new TencentError('AuthFailure.InvalidAuthorization', 'Authorization is not a TC3-HMAC-SHA256 header.');
  }
  return { secretId: secretId!, date: date!, service: service!, signedHeaders: headers!.split(';'), signature };
}

/**
 * Checks a call's TC3-HMAC-SHA256 signature (cloud.tencent.com/document/api/213/30654).
 * @param clocks times in ms that the caller may live by
 * @throws TencentError AuthFailure.SignatureExpire, AuthFailure.SignatureFailure
 */
export function checkSignature(
  request: SignedRequest,
  authorization: Authorization,
  secretKey: string,
  clocks: readonly number[],
): void {
  const timestamp = Number(request.headers['x-tc-timestamp']);
  const off = Math.min(...clocks.map((now) => Math.abs(now / 1000 - timestamp)));
  const day = Number.isSafeInteger(timestamp) ? new Date(timestamp * 1000).toISOString().slice(0, 10) : '';
  if (!(off <= TOLERANCE_SECONDS) || authorization.date !== day) {
    throw new TencentError(
      'AuthFailure.SignatureExpire',
      `Timestamp ${request.headers['x-tc-timestamp']} is more than ${TOLERANCE_SECONDS} seconds off, or of another day than the credential.`,
    );
  }
  const given = Buffer.from(authorization.signature, 'hex');
  const complete = ['content-type', 'host'].every((name) => authorization.signedHeaders.includes(name));
  const fits = request.hosts.some((host) =>
    timingSafeEqual(given, sign(request, host, authorization, timestamp, secretKey)),
  );
  if (!complete || authorization.service !== request.service || !fits) {
    throw new TencentError(
      'AuthFailure.SignatureFailure',
      'The provided credentials could not be validated. Please check your signature is correct.',
    );
  }
}

function sign(
  { method, path, query, headers, body }: SignedRequest,
  host: string,
  { date, service, signedHeaders }: Authorization,
  timestamp: number,
  secretKey: string,
): Buffer {
  const canonicalHeaders = signedHeaders.map((name) => {
    const value = name === 'host' ? host : String(headers[name] ?? '');
    return `${name}:${value.trim().toLowerCase()}\n`;
  });
  const canonical = [method, path, query, canonicalHeaders.join(''), signedHeaders.join(';'), sha256(body)].join('\n');
  const scope = `${date}/${service}/tc3_request`;
  const text = ['TC3-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n');
  const key = hmac(hmac(hmac(`TC3${secretKey}`, date), service), 'tc3_request');
  return hmac(key, text);
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
