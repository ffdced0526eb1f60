import type { NetworkConditions } from './network.js';

/** What an app tells the frame around it. */
export type FromApp =
  | { kind: 'call'; name: string; detail: string; at: number; ms: number; error?: string; answer?: string }
  | { kind: 'page'; href: string; title: string }
  | { kind: 'fault'; message: string };

/** What the frame has the app do. */
export interface Settings {
  theme: 'light' | 'dark' | 'system';
  network: NetworkConditions;
}

const CHANNEL = 'mini-preview';

/** Sends a message to the window that holds this one; does nothing when there is none. */
export function tellFrame(message: FromApp): void {
  if (window.parent !== window) window.parent.postMessage({ channel: CHANNEL, message }, location.origin);
}

export function tellApp(app: Window, settings: Settings): void {
  app.postMessage({ channel: CHANNEL, message: settings }, location.origin);
}

/** Hears messages of this kind from windows of the same origin. */
export function hear<Message>(listener: (message: Message) => void): void {
  window.addEventListener('message', (event) => {
    const data = event.data as { channel?: string; message?: Message } | null;
    if (event.origin === location.origin && data?.channel === CHANNEL && data.message) listener(data.message);
  });
}
