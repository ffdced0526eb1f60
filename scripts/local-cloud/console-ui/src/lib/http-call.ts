/** A request to an HTTP function as a person writes it. */
export interface HttpRequestText {
  method: string;
  /** Path and query, beginning with `/`. */
  path: string;
  /** One header a line, `name: value`. */
  headers: string;
  body: string;
}

export interface HttpHead {
  status: number;
  statusText: string;
  headers: [name: string, value: string][];
  requestId?: string;
  /** Until the first byte of the answer, ms. */
  firstMs: number;
}

/** Headers that a browser does not let a page set; a request would go out without them. */
const FORBIDDEN =
  /^(host|cookie|origin|referer|connection|content-length|transfer-encoding|date|te|upgrade|sec-.*|proxy-.*)$/i;
/** A line of an HTTP header; the name is a token (RFC 9110, 5.6.2). */
const LINE = /^([!#$%&'*+.^`|~\w-]+):(.*)$/;

/** Reads header lines. @returns the headers, or the line that is none, or the name that a browser keeps to itself */
export function readHeaders(text: string): { headers: [string, string][] } | { line: string } | { forbidden: string } {
  const headers: [string, string][] = [];
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const [, name, value] = LINE.exec(line.trim()) ?? [];
    if (name === undefined) return { line };
    if (FORBIDDEN.test(name)) return { forbidden: name };
    headers.push([name, value!.trim()]);
  }
  return { headers };
}

/**
 * Calls an HTTP function as `wx.cloud.callHTTPFunction` does, and tells of the answer as it comes.
 * @throws when there is no answer, or the signal ends it
 */
export async function callHttpFunction(
  place: { env: string; name: string; openid: string },
  request: HttpRequestText,
  told: { head(head: HttpHead): void; text(piece: string, bytes: number): void; signal: AbortSignal },
): Promise<void> {
  const read = readHeaders(request.headers);
  const headers = new Headers('headers' in read ? read.headers : []);
  if (place.openid) headers.set('x-dev-openid', place.openid);
  const bodiless = request.method === 'GET' || request.method === 'HEAD' || request.body === '';
  const began = performance.now();
  const address = `/__cloud/callHTTPFunction/${place.env}/${encodeURIComponent(place.name)}${request.path}`;
  const response = await fetch(address, {
    method: request.method,
    headers,
    signal: told.signal,
    cache: 'no-store',
    ...(!bodiless && { body: request.body }),
  });
  const requestId = response.headers.get('x-cloudbase-request-id');
  told.head({
    status: response.status,
    statusText: response.statusText,
    headers: [...response.headers],
    ...(requestId && { requestId }),
    firstMs: performance.now() - began,
  });
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    told.text(decoder.decode(piece.value, { stream: true }), piece.value.length);
  }
  told.text(decoder.decode(), 0);
}
