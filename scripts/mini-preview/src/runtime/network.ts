let latency = 0;

/** @param ms what every call takes longer from now on; negative when nothing gets through */
export function setLatency(ms: number): void {
  latency = ms;
}

/**
 * `fetch` over the network that the frame simulates.
 * @throws Error with WeChat's words when there is no network
 */
export async function fetchOverNetwork(input: URL | string, init?: RequestInit): Promise<Response> {
  if (latency < 0) throw new Error('request:fail -105:net::ERR_INTERNET_DISCONNECTED');
  if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency));
  return fetch(input, init);
}

export function isOnline(): boolean {
  return latency >= 0 && navigator.onLine;
}
