import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HttpError, type Route, sendJson } from '../kernel/http.js';
import { exportFile, importFile } from '../state/index.js';
import { API_PATH, Fields } from './api.js';
import type { ConsoleParts } from './parts.js';

/**
 * `GET state?env=` (all environments without) all state as a ZIP file; `PUT state` takes such a file back. The hub's own
 * doors do the same with a folder.
 */
export function stateRoutes({ kernel, state }: ConsoleParts): Route[] {
  const path = `${API_PATH}state`;
  return [
    {
      method: 'GET',
      path,
      async handle({ response, url }) {
        const query = new Fields(Object.fromEntries(url.searchParams));
        const environments = query.optional('env') === undefined ? kernel.environments() : [query.env(kernel)];
        const day = new Date(kernel.clock.now()).toISOString().slice(0, 10);
        const name = `local-cloud-${environments.length === 1 ? environments[0] : 'all'}-${day}.zip`;
        await send(
          response,
          name,
          exportFile((folder) => state.export(folder, environments)),
        );
      },
    },
    {
      method: 'PUT',
      path,
      async handle({ request, response }) {
        if (!isZip(request)) throw new HttpError(415, 'INVALID_PARAM', 'content-type must be application/zip');
        sendJson(response, 200, await importFile(request, (folder) => state.import(folder)));
      },
    },
  ];
}

const isZip = ({ headers }: IncomingMessage) => headers['content-type'] === 'application/zip';

/** Answers only once there is something, so that a failure before it is told as one. */
async function send(response: ServerResponse, name: string, chunks: AsyncGenerator<Buffer>): Promise<void> {
  const first = await chunks.next();
  response.writeHead(200, {
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  });
  async function* all() {
    if (!first.done) yield first.value;
    yield* chunks;
  }
  await pipeline(Readable.from(all()), response);
}
