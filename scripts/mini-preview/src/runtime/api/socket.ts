import { asyncApi } from './api.js';

interface SocketOptions {
  url: string;
  protocols?: string[];
}

type Listener = (event: Record<string, unknown>) => void;

/** How many sockets WeChat lets be open at once. */
const LIMIT = 5;
const open = new Set<WebSocket>();
let first: ReturnType<typeof connectSocket> | undefined;

/** `wx.connectSocket`: a SocketTask over the browser's WebSocket. */
export function connectSocket(options: SocketOptions) {
  void asyncApi('connectSocket', (_: SocketOptions) => undefined)(options);
  if (open.size >= LIMIT) throw new Error(`connectSocket:fail exceed max task count: ${LIMIT} sockets are open`);
  const socket = new WebSocket(new URL(options.url, document.baseURI), options.protocols);
  socket.binaryType = 'arraybuffer';
  open.add(socket);
  socket.addEventListener('close', () => open.delete(socket));
  const task = {
    send: asyncApi('sendSocketMessage', ({ data }: { data: string | ArrayBuffer }) => {
      if (socket.readyState !== WebSocket.OPEN) throw new Error('SocketTask.readyState is not OPEN');
      socket.send(data);
    }),
    close: asyncApi('closeSocket', ({ code = 1000, reason }: { code?: number; reason?: string }) =>
      socket.close(code, reason),
    ),
    onOpen: (listener: Listener) => socket.addEventListener('open', () => listener({ header: {} })),
    onMessage: (listener: Listener) => {
      socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => listener({ data }));
    },
    onClose: (listener: Listener) => {
      socket.addEventListener('close', ({ code, reason }) => listener({ code, reason }));
    },
    onError: (listener: Listener) => {
      socket.addEventListener('error', () => listener({ errMsg: 'the connection failed' }));
    },
    get readyState() {
      return socket.readyState;
    },
  };
  if (!first || first.readyState > WebSocket.OPEN) first = task;
  for (const [name, listener] of waiting) task[name](listener);
  return task;
}

type Name = 'onOpen' | 'onMessage' | 'onClose' | 'onError';
const waiting: [Name, Listener][] = [];

/** The names from before there could be more than one socket; they speak of the first that is open. */
function onFirst(name: Name) {
  return (listener: Listener) => {
    waiting.push([name, listener]);
    first?.[name](listener);
  };
}

export const socketApi = {
  connectSocket,
  onSocketOpen: onFirst('onOpen'),
  onSocketMessage: onFirst('onMessage'),
  onSocketClose: onFirst('onClose'),
  onSocketError: onFirst('onError'),
  sendSocketMessage: (options: { data: string | ArrayBuffer }) => theFirst().send(options),
  closeSocket: (options: { code?: number; reason?: string } = {}) => theFirst().close(options),
};

function theFirst() {
  if (!first) throw new Error('sendSocketMessage:fail WebSocket is not connected');
  return first;
}
