import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';
import { WebSocket } from 'ws';
import type { RealtimeService } from './index.js';

/** An answer or an event, as it comes over the wire. */
export interface Frame {
  watchId?: string;
  requestId?: string;
  msgType: string;
  msgData: Record<string, never> & {
    code: string;
    currEvent: number;
    queryID: string;
    events: { ID: number; DocID: string; QueueType: string; Doc: string }[];
  };
}

/** Lets a server hand connections to realtime, and starts it. @returns its address */
export async function listenFor(realtime: RealtimeService, server: Server): Promise<string> {
  server.on('upgrade', (request, socket, head) => {
    if (!realtime.onUpgrade(request, socket, head)) socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A client of the wire protocol, for what the SDK does only when a network fails, or never. */
export async function connectTo(realtime: RealtimeService, env = 'test') {
  const call = { env, action: '', body: {}, parts: new Map(), headers: {} };
  const { data } = (await realtime.actions['auth.wsWebSign']!(call)) as { data: { wsUrl: string; signStr: string } };
  const socket = new WebSocket(data.wsUrl);
  const frames: Frame[] = [];
  socket.on('message', (text) => frames.push(JSON.parse(String(text))));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  let requests = 0;
  async function ask(msgType: string, msgData: unknown, exMsgData?: unknown, watchId = 'w'): Promise<Frame> {
    const requestId = `r${requests++}`;
    socket.send(JSON.stringify({ watchId, requestId, msgType, msgData, exMsgData }));
    const answer = () => {
      const found = frames.find((frame) => frame.requestId === requestId);
      if (!found) throw new Error(`no answer to ${msgType}`);
      return found;
    };
    return vi.waitFor(answer, { timeout: 5000 });
  }
  const login = () => ask('LOGIN', {}, { signStr: data.signStr });
  return { socket, frames, ask, login, signStr: data.signStr };
}
