import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Exchange } from '../kernel/http.js';
import { parseByteRange } from './byte-range.js';
import type { StoredObject } from './object-store.js';
import { CosError } from './xml-error.js';

/**
 * Answers a GET or HEAD of a stored file: whole, a part of it, or that it is as the client has it.
 * @param body is closed
 * @param more headers besides those that every file has
 * @throws CosError 416 InvalidRange
 */
export async function sendObject(
  { request, response }: Pick<Exchange, 'request' | 'response'>,
  { object, body }: { object: StoredObject; body: FileHandle },
  more: Record<string, string> = {},
): Promise<void> {
  try {
    const headers = { ...headersOf(object), ...more };
    const range = isSame(request.headers['if-range'], headers)
      ? parseByteRange(request.headers.range, object.size)
      : 'none';
    if (names(request.headers['if-none-match'], headers.etag)) {
      const { 'content-type': _, 'accept-ranges': __, ...same } = headers;
      response.writeHead(304, same).end();
      return;
    }
    if (range === 'unsatisfiable') {
      response.setHeader('content-range', `bytes */${object.size}`);
      throw new CosError(416, 'InvalidRange', `the file has ${object.size} bytes`);
    }
    const { start, end } = range === 'none' ? { start: 0, end: object.size - 1 } : range;
    response.writeHead(range === 'none' ? 200 : 206, {
      ...headers,
      'content-length': end - start + 1,
      ...(range !== 'none' && { 'content-range': `bytes ${start}-${end}/${object.size}` }),
    });
    if (request.method === 'HEAD' || object.size === 0) response.end();
    else await pipeline(body.createReadStream({ start, end, autoClose: false }), response).catch(ignoreHangUp);
  } finally {
    await body.close().catch(() => undefined);
  }
}

function headersOf({ contentType, etag, modifiedAt, cacheControl }: StoredObject) {
  return {
    'content-type': contentType,
    'accept-ranges': 'bytes',
    etag: `"${etag}"`,
    'last-modified': new Date(modifiedAt).toUTCString(),
    ...(cacheControl !== undefined && { 'cache-control': cacheControl }),
  };
}

/** Whether the client's part is one of this very file (RFC 9110 13.1.5); otherwise it gets the whole of the new one. */
function isSame(condition: string | string[] | undefined, headers: ReturnType<typeof headersOf>): boolean {
  return condition === undefined || condition === headers.etag || condition === headers['last-modified'];
}

/** Whether a list of ETags has this one; a proxy may have made it a weak one on the way. */
function names(list: string | undefined, etag: string): boolean {
  const known = (list ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*');
}

function ignoreHangUp(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE' && error.code !== 'ECONNRESET' && error.code !== 'EPIPE') throw error;
}
