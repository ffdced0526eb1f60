import { createReadStream, readFileSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, resolve, sep } from 'node:path';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};

/**
 * Answers a file below `root`, or 404.
 * @param inPage put before the end of an HTML page
 */
export function sendFile(response: ServerResponse, wanted: string, root: string, inPage = ''): void {
  const file = resolve(wanted);
  const isInside = file.startsWith(resolve(root) + sep);
  if (!isInside || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('nothing is here');
    return;
  }
  response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
  response.setHeader('cache-control', 'no-cache');
  if (inPage && extname(file) === '.html')
    response.end(readFileSync(file, 'utf8').replace('</body>', `${inPage}</body>`));
  else createReadStream(file).pipe(response);
}
