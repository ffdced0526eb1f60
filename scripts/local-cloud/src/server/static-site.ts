import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import mime from 'mime-types';
import { HttpError, type Route } from '../kernel/http.js';

/** Serves the files of `folder` below `mount`, which begins and ends with a slash. */
export function staticSite(mount: string, folder: string): Route {
  const root = path.resolve(folder);
  return {
    method: '*',
    path: mount,
    async handle({ request, response, url }) {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        throw new HttpError(405, 'METHOD_NOT_ALLOWED', 'a page can only be read');
      }
      const file = await fileAt(root, url.pathname.slice(mount.length));
      if (!file) throw new HttpError(404, 'NOT_FOUND', `nothing is served at ${url.pathname}`);
      response.writeHead(200, {
        'content-type': mime.contentType(path.extname(file.path)) || 'application/octet-stream',
        'content-length': file.size,
        'cache-control': 'no-cache',
      });
      if (request.method === 'HEAD') response.end();
      else await pipeline(createReadStream(file.path), response);
    },
  };
}

async function fileAt(root: string, encoded: string): Promise<{ path: string; size: number } | undefined> {
  const wanted = path.resolve(root, decode(encoded) || 'index.html');
  if (wanted !== root && !wanted.startsWith(root + path.sep)) return undefined;
  const found = await stat(wanted).catch(() => undefined);
  return found?.isFile() ? { path: wanted, size: found.size } : undefined;
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw new HttpError(400, 'INVALID_PATH', 'the address is not valid percent-encoding');
  }
}
