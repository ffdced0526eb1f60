import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
};

/** Answers a request that is not for a file; false leaves it to the files. */
export type Door = (request: IncomingMessage, response: ServerResponse, body: Buffer) => boolean | Promise<boolean>;

/** A built app on a free port of this machine, at `/<app>/`, beside the doors of the cloud it calls. */
export async function serveSite(app: string, folder: string, door: Door = () => false) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    if (await door(request, response, Buffer.concat(chunks))) return;
    const { pathname } = new URL(request.url!, 'http://127.0.0.1');
    const inside = pathname.startsWith(`/${app}/`) ? pathname.slice(app.length + 2) || 'index.html' : '';
    const file = join(folder, normalize(`/${inside}`));
    if (!inside || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/${app}/`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
