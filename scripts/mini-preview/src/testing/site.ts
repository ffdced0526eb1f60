import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { sendFile } from '../dev/send-file.js';

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
    sendFile(response, join(folder, inside), folder);
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
