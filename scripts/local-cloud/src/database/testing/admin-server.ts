import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CloudError } from '../../kernel/cloud-error.js';
import { readJson, sendJson } from '../../kernel/http.js';
import { KEEP_ALIVE_MS } from '../../server/server.js';
import type { DatabaseService } from '../index.js';

/** Serves the database's actions at `POST /admin` as the hub does, for the SDKs in tests. */
export async function serveAdmin(service: DatabaseService, env = 'test'): Promise<{ url: string; close(): void }> {
  const server: Server = createServer(async (request, response) => {
    const body = await readJson(request, 20 * 1024 * 1024);
    try {
      const action = String(body.action);
      const run = service.actions[action];
      if (!run) throw new CloudError('INVALID_PARAM', `no such action: ${action}`);
      const answer = await run({ env, action, body, parts: new Map(), headers: request.headers });
      sendJson(response, 200, { requestId: 'test', ...answer });
    } catch (error) {
      const { code, message } = error instanceof CloudError ? error : { code: 'SYS_ERR', message: String(error) };
      sendJson(response, 200, { code, message, requestId: 'test' });
    }
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/admin`, close: () => server.close() };
}
