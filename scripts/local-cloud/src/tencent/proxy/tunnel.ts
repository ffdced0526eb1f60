import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer, type TLSSocket } from 'node:tls';
import type { Kernel } from '../../kernel/kernel.js';
import { pathFor } from '../../server/hosts.js';
import type { Authority } from './authority.js';

/** First byte of a TLS handshake. */
const HANDSHAKE = 0x16;

/**
 * `CONNECT host:port`, as clients with `https_proxy` send it. A host that the local cloud stands in for is answered here,
 * under a certificate of the local authority; its own address is passed on to itself; any other host is refused, because
 * the local cloud is nobody's way to the internet.
 */
export function createTunnel({ kernel, authority }: { kernel: Kernel; authority: Authority }) {
  const sockets = new Set<Duplex>();
  let accept: (socket: Duplex) => void = () => {};
  const secure = createServer({
    SNICallback(host, done) {
      authority.contextFor(host).then((context) => done(null, context), done);
    },
  });
  secure.on('secureConnection', (socket: TLSSocket) => track(socket));
  secure.on('tlsClientError', (error) =>
    kernel.log(
      `proxy: a client broke off its handshake (${error.message}); did it start with NODE_EXTRA_CA_CERTS=${authority.file}?`,
    ),
  );

  function track(socket: Duplex): void {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    accept(socket);
  }

  function connect(request: IncomingMessage, socket: Socket, head: Buffer): void {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    const target = request.url ?? '';
    const own = target === new URL(kernel.baseUrl()).host;
    if (!own && pathFor(target.replace(/:\d+$/, ''), '/') === undefined) {
      socket.end(
        `HTTP/1.1 403 Forbidden\r\ncontent-type: text/plain\r\n\r\nthe local cloud does not stand in for ${target}\n`,
      );
      return;
    }
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    socket.once('readable', () => {
      const first = socket.read() as Buffer | null;
      if (first === null) return;
      socket.unshift(first);
      if (first[0] === HANDSHAKE) secure.emit('connection', socket);
      else if (own) accept(socket);
      else socket.end();
    });
  }

  return {
    attach(server: Server) {
      accept = (socket) => server.emit('connection', socket);
      server.on('connect', connect);
    },
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
