import type { IncomingMessage } from 'node:http';
import { HttpError } from './http.js';

const LOOPBACK = /^(localhost|[a-z0-9-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

export interface GuardOptions {
  /** Origins besides the local cloud's own whose pages may call this door, for example a dev server's. */
  allowOrigins?: readonly string[];
  /** Host names besides the loopback ones that may be addressed, for example when used as an HTTP proxy. */
  allowHost?: (hostname: string) => boolean;
  /** Addresses that a link on another site may lead to: pages, whose reading changes nothing. */
  isPage?: (pathname: string) => boolean;
}

/**
 * Lets through what a person or a program on this machine sent, and refuses what a web page of another origin could have
 * made a browser send: a Host that is no loopback name (DNS rebinding), an Origin that is not ours, or a cross-site
 * request that carries no Origin (CSRF).
 * @param baseUrl where the local cloud is reached, for example `http://127.0.0.1:7100`
 * @throws HttpError 403 that says which header was refused
 */
export function guard(request: IncomingMessage, baseUrl: string, options: GuardOptions = {}): void {
  const host = request.headers.host ?? '';
  const hostname = host.replace(/:\d+$/, '');
  if (!LOOPBACK.test(hostname) && !options.allowHost?.(hostname)) {
    throw new HttpError(403, 'INVALID_HOST', `the local cloud answers to loopback names only, not to Host "${host}"`);
  }
  const { origin } = request.headers;
  const allowed = origin === undefined || isOwn(origin, host, baseUrl) || options.allowOrigins?.includes(origin);
  if (!allowed) {
    throw new HttpError(403, 'INVALID_ORIGIN', `a page of "${origin}" may not call the local cloud`);
  }
  if (origin === undefined && request.headers['sec-fetch-site'] === 'cross-site' && !isVisit(request, options)) {
    throw new HttpError(403, 'INVALID_ORIGIN', 'a page of another site may not call the local cloud');
  }
}

/** A person followed a link: the page is shown on its own, and the other site sees nothing of it. */
function isVisit({ method, url = '/', headers }: IncomingMessage, { isPage }: GuardOptions): boolean {
  const opens = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return method === 'GET' && opens && isPage?.(url.split(/[?#]/)[0]!) === true;
}

/** Our own pages may have been opened under either loopback name. */
function isOwn(origin: string, host: string, baseUrl: string): boolean {
  return origin === baseUrl || origin === `http://${host}`;
}
