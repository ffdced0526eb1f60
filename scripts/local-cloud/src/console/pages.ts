import { createReadStream, statSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import mime from 'mime-types';
import { type Exchange, HttpError, type Route } from '../kernel/http.js';

const MOUNT = '/console';

/** No script, style or request but our own; and no page of another site may show the console inside of itself. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "frame-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The console's pages: files of `folder` as they are, and its `index.html` for every other address, which the page itself
 * makes sense of.
 */
export function pageRoutes(folder: string): Route[] {
  const serve = async ({ request, response, url }: Exchange) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      throw new HttpError(405, 'METHOD_NOT_ALLOWED', 'a page can only be read');
    }
    const inside = decode(url.pathname.slice(MOUNT.length + 1));
    const asset = inside.startsWith('assets/');
    const file = asset ? path.resolve(folder, inside) : path.join(folder, 'index.html');
    if (!file.startsWith(path.resolve(folder) + path.sep))
      throw new HttpError(404, 'NOT_FOUND', 'there is no such file');
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found?.isFile()) {
      const why = asset ? `nothing is served at ${url.pathname}` : 'the console has not been built; run npm run build';
      throw new HttpError(404, 'NOT_FOUND', why);
    }
    response.writeHead(200, {
      'content-type': mime.contentType(path.extname(file)) || 'application/octet-stream',
      'content-length': found.size,
      'cache-control': asset ? 'public, max-age=31536000, immutable' : 'no-cache',
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    if (request.method === 'HEAD') response.end();
    else await pipeline(createReadStream(file), response);
  };
  return [MOUNT, `${MOUNT}/`].map((mount) => ({ method: '*', path: mount, handle: serve }));
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw new HttpError(400, 'INVALID_PATH', 'the address is not valid percent-encoding');
  }
}
