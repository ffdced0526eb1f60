import { createHash, createHmac } from 'node:crypto';

/** What makes a call different from a right one. */
export interface SignOptions {
  secretId?: string;
  secretKey?: string;
  /** ms since the epoch. */
  at?: number;
  version?: string;
  scope?: string;
  /** What is sent instead of what was signed. */
  sent?: string;
  headers?: Record<string, string>;
}

const VERSIONS: Record<string, string> = {
  sms: '2021-01-11',
  tms: '2020-12-29',
  ims: '2020-12-29',
  tcb: '2018-06-08',
  scf: '2018-04-16',
};

/** A client after the platform's document of its signature, for one call. */
export async function signedCall(
  url: string,
  service: string,
  action: string,
  params: object,
  options: SignOptions = {},
) {
  const { secretId = 'local', secretKey = 'local', at = Date.now(), scope = service } = options;
  const timestamp = Math.floor(at / 1000);
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
  const body = JSON.stringify(params);
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const { host, pathname } = new URL(`${url}/__tencent/${service}`);
  const type = 'application/json; charset=utf-8';
  const signed = 'content-type;host;x-tc-action';
  const canonical = `POST\n${pathname}\n\ncontent-type:${type}\nhost:${host}\nx-tc-action:${action.toLowerCase()}\n\n${signed}\n${hash(body)}`;
  const text = `TC3-HMAC-SHA256\n${timestamp}\n${date}/${scope}/tc3_request\n${hash(canonical)}`;
  const key = hmac(hmac(hmac(`TC3${secretKey}`, date), scope), 'tc3_request');
  const response = await fetch(url + pathname, {
    method: 'POST',
    headers: {
      'content-type': type,
      'x-tc-action': action,
      'x-tc-version': options.version ?? VERSIONS[service] ?? '2020-01-01',
      'x-tc-timestamp': String(timestamp),
      authorization: `TC3-HMAC-SHA256 Credential=${secretId}/${date}/${scope}/tc3_request, SignedHeaders=${signed}, Signature=${hmac(key, text).toString('hex')}`,
      ...options.headers,
    },
    body: options.sent ?? body,
  });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  const { Response } = (await response.json()) as { Response: Record<string, unknown> & { Error?: { Code: string } } };
  return Response;
}
