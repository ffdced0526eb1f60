import { asyncApi } from './api.js';

interface SocketOptions {
  url: string;
  protocols?: string[];
}

/** `wx.connectSocket`: a SocketTask over the browser's WebSocket. */
export function connectSocket(options: SocketOptions) {
  const socket = new WebSocket(new URL(options.url, document.baseURI), options.protocols);
  socket.binaryType = 'arraybuffer';
  void asyncApi('connectSocket', (_: SocketOptions) => undefined)(options);
  return {
    send: asyncApi('sendSocketMessage', ({ data }: { data: string | ArrayBuffer }) => {
      if (socket.readyState !== WebSocket.OPEN) throw new Error('socket is not connected');
      socket.send(data);
    }),
    close: asyncApi('closeSocket', ({ code = 1000, reason }: { code?: number; reason?: string }) =>
      socket.close(code, reason),
    ),
    onOpen: (listener: (event: object) => void) => socket.addEventListener('open', () => listener({ header: {} })),
    onMessage: (listener: (event: object) => void) => {
      socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => listener({ data }));
    },
    onClose: (listener: (event: object) => void) => {
      socket.addEventListener('close', ({ code, reason }) => listener({ code, reason }));
    },
    onError: (listener: (event: object) => void) => {
      socket.addEventListener('error', () => listener({ errMsg: 'the connection failed' }));
    },
    get readyState() {
      return socket.readyState;
    },
  };
}
