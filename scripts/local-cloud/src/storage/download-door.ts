import { pipeline } from 'node:stream/promises';
import { CloudError } from '../kernel/cloud-error.js';
import type { Exchange, Route } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { mayRead } from './access.js';
import type { Buckets } from './bucket.js';
import { parseByteRange } from './byte-range.js';
import { openidOf } from './caller.js';
import { checkCloudPath } from './cloud-path.js';
import type { StoredObject } from './object-store.js';
import { CosError, sendXmlError } from './xml-error.js';

export const FILE_PATH = '/__cloud/file/';

/**
 * `GET` and `HEAD /__cloud/file/<env>/<path>`: a file, for those who may read it or hold a signed address. Pictures of a
 * page cannot send headers, so `?x-dev-openid=` says who as well.
 */
export function createDownloadDoor(kernel: Kernel, buckets: Buckets): Route[] {
  async function serve(exchange: Exchange): Promise<void> {
    try {
      await send(exchange);
    } catch (error) {
      if (!(error instanceof CosError)) throw error;
      sendXmlError(exchange.response, error);
    }
  }

  async function send({ request, response, url }: Exchange): Promise<void> {
    const { env, path } = split(url.pathname);
    if (!kernel.hasEnvironment(env)) throw new CosError(404, 'NoSuchBucket', `no environment ${env}`);
    const bucket = buckets.of(env);
    const openid = openidOf(request, url.searchParams);
    const found = await bucket.store.open(path);
    const allowed =
      found && (mayRead(bucket.level(), found.object, openid) || bucket.isDownloadSigned(path, url.searchParams));
    if (found && !allowed) {
      await found.body.close();
      throw new CosError(403, 'AccessDenied', 'the address is not signed or has expired, and the file is not public');
    }
    if (!found) throw new CosError(404, 'NoSuchKey', 'The specified key does not exist.');
    const { object, body } = found;
    try {
      const headers = headersOf(object);
      const range = isSame(request.headers['if-range'], headers)
        ? parseByteRange(request.headers.range, object.size)
        : 'none';
      if (names(request.headers['if-none-match'], headers.etag)) {
        response.writeHead(304, { etag: headers.etag }).end();
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

  return ['GET', 'HEAD'].map((method) => ({ method, path: FILE_PATH, handle: serve }));
}

/** What a file is served with. A page among the files must not act in the name of the local cloud: hence the sandbox. */
function headersOf({ contentType, etag, modifiedAt }: StoredObject) {
  return {
    'content-type': contentType,
    'accept-ranges': 'bytes',
    etag: `"${etag}"`,
    'last-modified': new Date(modifiedAt).toUTCString(),
    'x-content-type-options': 'nosniff',
    'content-security-policy': 'sandbox',
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

function split(pathname: string): { env: string; path: string } {
  const [env, ...rest] = pathname.slice(FILE_PATH.length).split('/');
  try {
    return { env: decodeURIComponent(env!), path: checkCloudPath(decodeURIComponent(rest.join('/'))) };
  } catch (error) {
    const why = error instanceof CloudError ? error.message : 'the path has a malformed escape';
    throw new CosError(400, 'InvalidURI', why);
  }
}

function ignoreHangUp(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE' && error.code !== 'ECONNRESET' && error.code !== 'EPIPE') throw error;
}
