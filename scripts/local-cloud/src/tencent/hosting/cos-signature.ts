import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { CosError } from '../../storage/xml-error.js';

/** A request to COS, as its sender signed it. */
export interface CosRequest {
  request: IncomingMessage;
  /** The key of the object, not percent-encoded; empty for the bucket itself. */
  key: string;
  query: URLSearchParams;
  /** Host names that the request may have been signed for. */
  hosts: readonly string[];
}

const PERIOD = /^(\d{1,12});(\d{1,12})$/;

/**
 * Checks the HMAC-SHA1 signature of a request (cloud.tencent.com/document/product/436/7778).
 * @param secretKeyOf the key that belongs to an id
 * @param clocks times in ms that the sender may live by
 * @throws CosError 403 AccessDenied, InvalidAccessKeyId, SignatureDoesNotMatch
 */
export function checkCosSignature(
  asked: CosRequest,
  secretKeyOf: (secretId: string) => string | undefined,
  clocks: readonly number[],
): void {
  const fields = readFields(asked.request.headers.authorization ?? '');
  const secretKey = secretKeyOf(fields['q-ak']);
  if (secretKey === undefined) {
    throw new CosError(403, 'InvalidAccessKeyId', 'The access key Id you provided does not exist in our records.');
  }
  const valid = [fields['q-sign-time'], fields['q-key-time']].every((period) => includes(period, clocks));
  if (!valid) throw new CosError(403, 'AccessDenied', 'Request has expired');
  const given = Buffer.from(fields['q-signature'], 'hex');
  const fits = asked.hosts.some((host) => equal(given, sign(asked, host, fields, secretKey)));
  if (!fits) {
    throw new CosError(
      403,
      'SignatureDoesNotMatch',
      'The Signature you specified is invalid. Check the key, the time and what was signed.',
    );
  }
}

const NAMES = ['q-ak', 'q-sign-time', 'q-key-time', 'q-header-list', 'q-url-param-list', 'q-signature'] as const;
type Fields = Record<(typeof NAMES)[number], string>;

/** The header is no query: its values are not percent-encoded. */
function readFields(authorization: string): Fields {
  const given = new Map(
    authorization.split('&').map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1)] as const;
    }),
  );
  const missing = NAMES.find((name) => !given.has(name));
  if (given.get('q-sign-algorithm') !== 'sha1' || missing !== undefined) {
    throw new CosError(403, 'AccessDenied', `Authorization lacks ${missing ?? 'q-sign-algorithm=sha1'}`);
  }
  return Object.fromEntries(NAMES.map((name) => [name, given.get(name)])) as Fields;
}

function includes(period: string, clocks: readonly number[]): boolean {
  const [, from, to] = PERIOD.exec(period) ?? [];
  return clocks.some((now) => Number(from) * 1000 <= now + SKEW_MS && now <= Number(to) * 1000);
}

/** Senders' clocks may be this far ahead. */
const SKEW_MS = 15 * 60_000;

function sign({ request, key, query }: CosRequest, host: string, fields: Fields, secretKey: string): Buffer {
  const headerOf = (name: string) => (name === 'host' ? host : String(request.headers[name] ?? ''));
  const parameters = new Map([...query].map(([name, value]) => [encode(name).toLowerCase(), value]));
  const lines = [
    (request.method ?? '').toLowerCase(),
    `/${key}`,
    pairs(fields['q-url-param-list'], (name) => parameters.get(name) ?? ''),
    pairs(fields['q-header-list'], headerOf),
    '',
  ];
  const text = ['sha1', fields['q-sign-time'], createHash('sha1').update(lines.join('\n')).digest('hex'), ''];
  const signKey = hmac(secretKey, fields['q-key-time']).toString('hex');
  return hmac(signKey, text.join('\n'));
}

function pairs(list: string, contentOf: (name: string) => string): string {
  const names = list.split(';').filter((name) => name !== '');
  return names.map((name) => `${name}=${encode(contentOf(name))}`).join('&');
}

const hmac = (key: string, text: string) => createHmac('sha1', key).update(text).digest();
const equal = (a: Buffer, b: Buffer) => a.length === b.length && timingSafeEqual(a, b);
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
