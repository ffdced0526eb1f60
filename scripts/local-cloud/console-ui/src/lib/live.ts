import { onScopeDispose, readonly, ref } from 'vue';
import type { FoundLine, InvocationRow } from './types.js';

export interface LiveEvents {
  /** One that has ended. */
  invocation: InvocationRow;
  /** What running functions print. */
  lines: FoundLine[];
  printed: { at: number; text: string };
  clock: { now: number; machineNow: number };
  database: { env: string; collection: string; documents: number }[];
}

type Listener = (data: never) => void;

const listeners = new Map<keyof LiveEvents, Set<Listener>>();
const connected = ref(false);
let source: EventSource | undefined;

/** Whether the local cloud is telling this page what happens. */
export const isLive = readonly(connected);

/** Begins to listen to the local cloud; the browser comes back by itself when the connection breaks. */
export function startLive(): void {
  source = new EventSource('/__console/events');
  source.onopen = () => {
    connected.value = true;
  };
  source.onerror = () => {
    connected.value = false;
  };
  for (const event of ['invocation', 'lines', 'printed', 'clock', 'database'] as const) {
    source.addEventListener(event, ({ data }) => {
      const value = JSON.parse(data) as never;
      for (const listener of listeners.get(event) ?? []) listener(value);
    });
  }
  window.addEventListener('pagehide', () => source?.close());
}

/** Hears of an event as long as the component lives. */
export function useLive<E extends keyof LiveEvents>(event: E, listener: (data: LiveEvents[E]) => void): void {
  const set = listeners.get(event) ?? new Set();
  listeners.set(event, set.add(listener as Listener));
  onScopeDispose(() => set.delete(listener as Listener));
}

/** Runs `work` at most once in `ms`, the last time after the last call. */
export function atMostEvery(ms: number, work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  onScopeDispose(() => clearTimeout(timer));
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      work();
    }, ms);
  };
}
