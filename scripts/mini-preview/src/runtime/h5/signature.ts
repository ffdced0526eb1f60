import type { Session } from './session.js';

/** What a signature is over. */
export interface Unsigned {
  method: 'GET' | 'POST';
  /** The route, and the query if there is one. */
  path: string;
  body: string;
}

/** The headers by which a member's request is known: see "Accounts and the HTTP API" in docs/core.md. */
export async function signedHeaders(
  { accessToken, signingKey }: Session,
  { method, path, body }: Unsigned,
  clockOffsetMs: number,
): Promise<Record<string, string>> {
  const nonce = base64url(crypto.getRandomValues(new Uint8Array(18)));
  const timestamp = String(Date.now() + clockOffsetMs);
  const bodyHash = hex(await crypto.subtle.digest('SHA-256', utf8(body)));
  const key = await crypto.subtle.importKey(
    'raw',
    fromBase64url(signingKey),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const signature = await crypto.subtle.sign('HMAC', key, utf8([method, path, bodyHash, nonce, timestamp].join('\n')));
  return {
    authorization: `Bearer ${accessToken}`,
    'x-yunshu-nonce': nonce,
    'x-yunshu-timestamp': timestamp,
    'x-yunshu-signature': base64url(new Uint8Array(signature)),
  };
}

const utf8 = (text: string) => new TextEncoder().encode(text);

const hex = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
}
