import { watch } from 'node:fs';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { BuildError, buildWeb } from '../build.js';
import { BundleCache } from '../web/bundle-cache.js';
import { sendFile } from './send-file.js';

export interface DevelopmentOptions {
  app: string;
  root: string;
  outDir: string;
  env: string;
  /** 0 for any that is free. */
  port: number;
  /** The local cloud that everything but the app itself is asked of. */
  cloud: string;
}

/** Milliseconds of quiet after which a change is built: editors write a file more than once. */
const QUIET = 80;
const RELOAD = '/__preview/reload';

/** In the page: reloads the app, not the frame around it, or shows what is wrong. */
const RELOADER = `<script>
new EventSource('${RELOAD}').onmessage = function (event) {
  if (document.querySelector('.phone iframe')) return;
  if (event.data === 'ok') location.reload();
  else {
    var box = document.createElement('pre');
    box.textContent = event.data;
    box.style = 'position:fixed;inset:0;z-index:30000;margin:0;padding:16px;background:#fff;color:#b3261e;white-space:pre-wrap;overflow:auto';
    document.body.append(box);
  }
};
</script>`;

/**
 * Serves an app at `/<app>/`, built anew on every change; open pages reload and keep their stack. Whatever else is
 * asked goes to the local cloud. A mistake is shown in the page and the terminal until it is mended.
 */
export async function serveDevelopment(options: DevelopmentOptions): Promise<{ url: string; close(): Promise<void> }> {
  const { app, root, outDir } = options;
  const listeners = new Set<ServerResponse>();
  const cache = new BundleCache();

  async function build(): Promise<string> {
    try {
      const report = await buildWeb({ app, root, outDir, env: options.env, development: true, cache });
      console.log(`built in ${report.milliseconds} ms`);
      return 'ok';
    } catch (error) {
      if (!(error instanceof BuildError)) throw error;
      console.error(error.message);
      return error.message;
    }
  }
  async function rebuild() {
    const outcome = await build();
    const lines = outcome.split('\n').map((line) => `data: ${line}\n`);
    for (const listener of listeners) listener.write(`${lines.join('')}\n`);
  }

  await build();
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(root, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void rebuild(), QUIET);
  });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://127.0.0.1');
    if (pathname === RELOAD) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' }).flushHeaders();
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
    } else if (pathname.startsWith(`/${app}/`)) {
      sendFile(
        response,
        join(outDir, decodeURIComponent(pathname.slice(app.length + 2)) || 'index.html'),
        outDir,
        RELOADER,
      );
    } else passOn(options.cloud, request, response);
  });
  await new Promise<void>((resolve) => server.listen(options.port, '127.0.0.1', resolve));
  const address = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${address.port}/${app}/`,
    close: () =>
      new Promise<void>((resolve) => {
        watcher.close();
        clearTimeout(timer);
        server.close(() => resolve());
        server.closeAllConnections();
      }).then(() => cache.dispose()),
  };
}

/** The cloud refuses requests of another origin, so that of the preview is not passed on. */
function passOn(cloud: string, request: IncomingMessage, response: ServerResponse): void {
  const target = new URL(request.url!, cloud);
  const { origin: _, referer: __, ...headers } = request.headers;
  const onward = forward(target, { method: request.method, headers: { ...headers, host: target.host } }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', (error) => {
    if (!response.headersSent) response.writeHead(502, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ errCode: -1, errMsg: `no local cloud at ${cloud}: ${error.message}` }));
  });
  request.pipe(onward);
}
