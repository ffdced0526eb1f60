import { createHash, createHmac } from 'node:crypto';

/** What a request to COS is, and what makes it different from a right one. */
export interface CosOptions {
  method?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string;
  secretId?: string;
  secretKey?: string;
  /** ms since the epoch. */
  at?: number;
  /** What is signed instead of `key`. */
  signed?: string;
}

/** A request to a bucket of static hosting, after COS's document of its signature. */
export async function cosRequest(url: string, bucket: string, key: string, asked: CosOptions = {}) {
  const { method = 'GET', query = {}, headers = {}, secretId = 'local', secretKey = 'local', at = Date.now() } = asked;
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  const hmac = (secret: string, text: string) => createHmac('sha1', secret).update(text).digest('hex');
  const { host } = new URL(url);
  const time = `${Math.floor(at / 1000)};${Math.floor(at / 1000) + 900}`;
  const names = Object.keys(query).sort();
  const search = names.map((name) => `${name}=${encode(query[name]!)}`).join('&');
  const text = [method.toLowerCase(), `/${asked.signed ?? key}`, search, `host=${encode(host)}`, ''].join('\n');
  const digest = createHash('sha1').update(text).digest('hex');
  const signature = hmac(hmac(secretKey, time), `sha1\n${time}\n${digest}\n`);
  const authorization = `q-sign-algorithm=sha1&q-ak=${secretId}&q-sign-time=${time}&q-key-time=${time}&q-header-list=host&q-url-param-list=${names.join(';')}&q-signature=${signature}`;
  const response = await fetch(`${url}/__hosting-cos/${bucket}/${encodeURIComponent(key)}?${search}`, {
    method,
    headers: { ...headers, authorization },
    ...(asked.body !== undefined && { body: asked.body }),
  });
  const body = await response.text();
  return { status: response.status, headers: response.headers, body, code: /<Code>(.+)<\/Code>/.exec(body)?.[1] };
}
