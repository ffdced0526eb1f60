import type { WebSocket } from 'ws';
import { CloudError } from '../kernel/cloud-error.js';
import type { Kernel } from '../kernel/kernel.js';
import { type EventsData, RealtimeError, type Request, readRequest } from './messages.js';
import { readQuery } from './query.js';
import type { Listener, WatchRegistry } from './registry.js';
import type { Signer } from './sign.js';
import type { Watch } from './watch.js';

interface ConnectionParts {
  kernel: Kernel;
  registry: WatchRegistry;
  signer: Signer;
}

/** Watches of one connection at a time; the SDKs share a connection among all of theirs. */
const MOST_WATCHES = 100;
/** Bytes that may wait for a client that does not read; it can take its watches up again on a new connection. */
const MOST_UNREAD = 64 * 1024 * 1024;

interface Subscription {
  watch: Watch;
  listener: Listener;
}

/** Serves one client: answers carry the request's `watchId` and `requestId`, events the watch's. */
export function serveConnection(socket: WebSocket, { kernel, registry, signer }: ConnectionParts): void {
  let env: string | undefined;
  const watches = new Map<string, Subscription>();
  let beginning = 0;

  const send = (frame: { watchId?: string; requestId: string; msgType: string; msgData: unknown }) => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MOST_UNREAD) socket.terminate();
    else socket.send(JSON.stringify(frame));
  };
  const sendError = (request: Pick<Request, 'watchId' | 'requestId'>, error: unknown) => {
    const { watchId, requestId } = request;
    send({ ...(watchId && { watchId }), requestId, msgType: 'ERROR', msgData: describe(error, kernel) });
  };
  function listenerFor(watchId: string): Listener {
    const listener: Listener = {
      next: (msgData) =>
        send({ watchId, requestId: `${msgData.queryID}_${msgData.currEvent}`, msgType: 'NEXT_EVENT', msgData }),
      failed(error) {
        if (watches.get(watchId)?.listener === listener) watches.delete(watchId);
        sendError({ watchId, requestId: '' }, error);
      },
    };
    return listener;
  }

  function loggedIn(claimed: unknown): string {
    if (env === undefined) throw new RealtimeError('CHECK_LOGIN_FAILED', 'log in first');
    if (claimed !== undefined && claimed !== '' && claimed !== env) {
      throw new RealtimeError('INVALIID_ENV', `this connection is for environment ${env}, not ${String(claimed)}`);
    }
    return env;
  }

  function watchIdOf({ watchId }: Request): string {
    if (watchId === undefined) throw new RealtimeError('SIGN_PARAM_INVALID', 'watchId is missing');
    return watchId;
  }

  function unknownQuery(queryId: unknown): RealtimeError {
    return new RealtimeError('QUERYID_INVALID_ERROR', `there is no watch ${String(queryId)}`);
  }

  /** @returns the type and the data of the answer; nothing where none is expected */
  async function answer(request: Request): Promise<[msgType: string, msgData: unknown] | undefined> {
    const { msgType, msgData, exMsgData } = request;
    switch (msgType) {
      case 'LOGIN':
        env = signer.verify(exMsgData.signStr);
        return ['LOGIN_RES', { envId: env }];
      case 'PING':
        return ['PONG', null];
      case 'INIT_WATCH': {
        const [watchId, where] = [watchIdOf(request), loggedIn(msgData.envId)];
        const query = readQuery(msgData, kernel.clock.now());
        if (watches.has(watchId)) throw new RealtimeError('SYS_ERR', `watch ${watchId} runs already`);
        return ['INIT_EVENT', await subscribe(watchId, (listener) => registry.begin(where, query, listener))];
      }
      case 'REBUILD_WATCH': {
        const [watchId, where] = [watchIdOf(request), loggedIn(msgData.envId)];
        const query = String(msgData.queryID);
        const data = await subscribe(watchId, (listener) =>
          registry.resume(where, query, Number(msgData.eventID), listener),
        );
        if (!data) throw unknownQuery(query);
        return ['NEXT_EVENT', data];
      }
      case 'CHECK_LAST': {
        const watch = registry.find(loggedIn(undefined), String(msgData.queryID));
        if (!watch) throw unknownQuery(msgData.queryID);
        return ['CHECK_EVENT', { queryID: watch.queryId, currEvent: watch.event }];
      }
      case 'CLOSE_WATCH': {
        const watchId = watchIdOf(request);
        drop(watchId);
        return undefined;
      }
      default:
        throw new RealtimeError('SYS_ERR', `the local cloud does not know the message ${msgType}`);
    }
  }

  /** Those that are being read count, too: a client may ask for all of its watches at once. */
  async function subscribe(
    watchId: string,
    open: (listener: Listener) => Promise<{ watch: Watch; data: EventsData } | undefined>,
  ): Promise<EventsData | undefined> {
    if (!watches.has(watchId) && watches.size + beginning >= MOST_WATCHES) {
      throw new RealtimeError('SYS_ERR', `a connection carries at most ${MOST_WATCHES} watches`);
    }
    const listener = listenerFor(watchId);
    beginning++;
    try {
      const opened = await open(listener);
      if (opened) take(watchId, { watch: opened.watch, listener });
      return opened?.data;
    } finally {
      beginning--;
    }
  }

  /** The client may have gone while its watch began, and may have another one of that id. */
  function take(watchId: string, subscription: Subscription): void {
    const { watch, listener } = subscription;
    if (socket.readyState !== socket.OPEN) {
      registry.detach(watch, listener);
      return;
    }
    if (watches.get(watchId)?.watch !== watch) drop(watchId);
    watches.set(watchId, subscription);
  }

  function drop(watchId: string): void {
    const dropped = watches.get(watchId);
    watches.delete(watchId);
    if (dropped) registry.end(dropped.watch, dropped.listener);
  }

  async function serve(text: string): Promise<void> {
    let request: Request;
    try {
      request = readRequest(text);
    } catch (error) {
      return sendError({ requestId: '' }, error);
    }
    try {
      const answered = await answer(request);
      if (!answered) return;
      const { watchId, requestId } = request;
      send({ ...(watchId && { watchId }), requestId, msgType: answered[0], msgData: answered[1] });
    } catch (error) {
      sendError(request, error);
    }
  }

  socket.on('message', (data) => void serve(data.toString()));
  socket.on('error', (error) => kernel.log(`realtime: ${error.message}`));
  socket.on('close', () => {
    for (const { watch, listener } of watches.values()) registry.detach(watch, listener);
    watches.clear();
  });
}

function describe(error: unknown, kernel: Kernel): { code: string; message: string } {
  if (error instanceof RealtimeError || error instanceof CloudError)
    return { code: error.code, message: error.message };
  kernel.log(`realtime: ${error instanceof Error ? error.stack : String(error)}`);
  return { code: 'SYS_ERR', message: 'the local cloud failed; see its log' };
}
