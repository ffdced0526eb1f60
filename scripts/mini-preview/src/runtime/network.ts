/** The network that the frame simulates. */
export interface NetworkConditions {
  /** What `wx.getNetworkType` answers. */
  type: 'wifi' | '5g' | '4g' | '3g' | '2g' | 'none';
  /** Milliseconds that every call takes longer. */
  latency: number;
  /** Kilobytes a second; 0 for as fast as it goes. */
  speed: number;
}

let conditions: NetworkConditions = { type: 'wifi', latency: 0, speed: 0 };
const listeners = new Set<() => void>();

export function setNetwork(next: NetworkConditions): void {
  const wasType = networkType();
  conditions = next;
  if (networkType() !== wasType) for (const listener of listeners) listener();
}

export function networkType(): NetworkConditions['type'] {
  return navigator.onLine ? conditions.type : 'none';
}

export function isOnline(): boolean {
  return networkType() !== 'none';
}

/** Called when another kind of network is there, or none. */
export function onNetwork(listener: () => void): void {
  listeners.add(listener);
}
for (const type of ['online', 'offline']) {
  window.addEventListener(type, () => {
    for (const listener of listeners) listener();
  });
}

/**
 * Waits as long as the network takes to carry so many bytes.
 * @throws Error in WeChat's words when there is no network, `timeout` or `abort` when the signal says so
 */
export async function carry(bytes: number, signal?: AbortSignal | null): Promise<void> {
  if (!isOnline()) throw new Error('-105:net::ERR_INTERNET_DISCONNECTED');
  const ms = conditions.latency + (conditions.speed > 0 ? bytes / conditions.speed : 0);
  if (ms > 0) await Promise.race([new Promise((resolve) => setTimeout(resolve, ms)), aborted(signal)]);
  signal?.throwIfAborted();
}

/**
 * `fetch` over the simulated network.
 * @throws Error as `carry` does
 */
export async function fetchOverNetwork(input: URL | string, init?: RequestInit): Promise<Response> {
  try {
    await carry(0, init?.signal);
    const response = await fetch(input, init);
    const size = Number(response.headers.get('content-length') ?? 0);
    if (conditions.speed > 0 && size > 0) await carry(size, init?.signal);
    return response;
  } catch (error) {
    throw (error as Error).name === 'TimeoutError' ? new Error('timeout') : error;
  }
}

function aborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
