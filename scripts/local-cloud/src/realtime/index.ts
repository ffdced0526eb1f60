import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { DatabaseService } from '../database/index.js';
import type { AdminAction } from '../kernel/admin.js';
import { guard } from '../kernel/guard.js';
import { HttpError } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { serveConnection } from './connection.js';
import { createRegistry } from './registry.js';
import { createSigner } from './sign.js';

/** Where clients connect to. */
export const REALTIME_PATH = '/__realtime';

/** A query with all that the SDKs send is far smaller. */
const LARGEST_FRAME = 1024 * 1024;
/** Connections at a time. */
const MOST_CONNECTIONS = 1000;

/** `watch()` of the SDKs: database changes over a WebSocket. */
export interface RealtimeService {
  /** `auth.wsWebSign`. */
  actions: Record<string, AdminAction>;
  /** Takes over a connection that asks for the realtime path; says whether it did. */
  onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Ends the watches of environments whose data are replaced; their clients are told. */
  reset(environments: readonly string[]): void;
  close(): Promise<void>;
}

export function createRealtimeService({
  kernel,
  database,
}: {
  kernel: Kernel;
  database: DatabaseService;
}): RealtimeService {
  const signer = createSigner();
  const registry = createRegistry(database);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME });

  return {
    actions: {
      'auth.wsWebSign': ({ env }) => ({
        data: {
          envId: env,
          signStr: signer.sign(env),
          secretVersion: '1',
          wsUrl: `${kernel.baseUrl().replace(/^http/, 'ws')}${REALTIME_PATH}`,
        },
      }),
    },
    onUpgrade(request, socket, head) {
      // Nobody else listens to a connection that asks for an upgrade; without this its end would be the process's.
      socket.on('error', () => socket.destroy());
      if (request.url?.split('?')[0] !== REALTIME_PATH) return false;
      try {
        guard(request, kernel.baseUrl());
      } catch (error) {
        const status = error instanceof HttpError ? error.status : 400;
        socket.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\n\r\n${(error as Error).message}\n`);
        return true;
      }
      if (sockets.clients.size >= MOST_CONNECTIONS) {
        socket.end(
          `HTTP/1.1 503 Refused\r\nconnection: close\r\n\r\nthere are ${MOST_CONNECTIONS} connections already\n`,
        );
        return true;
      }
      sockets.handleUpgrade(request, socket, head, (client) => serveConnection(client, { kernel, registry, signer }));
      return true;
    },
    reset(environments) {
      for (const env of environments) registry.endAll(env);
    },
    async close() {
      for (const client of sockets.clients) client.terminate();
      registry.close();
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
    },
  };
}
