import type { RunningCloud } from './local-cloud.js';

interface Invocation {
  roundTrips: Record<string, number>;
  logs: { text: string }[];
}

/** The cloud calls that the last call of a function made for whom it was, 0 when there was none. */
export async function roundTripsOfLast(cloud: RunningCloud, env: string, name: string): Promise<number> {
  const [last] = await cloud.get<Invocation[]>(`/__hub/invocations?env=${env}&name=${name}&limit=1`);
  if (!last) return 0;
  return Object.values(last.roundTrips).reduce((sum, count) => sum + count, 0) - overheadOf(last);
}

/** What the instance did for itself, as the call's own log line says: an ordinary call does not make these. */
function overheadOf({ logs }: Invocation): number {
  const call = logs.map(({ text }) => text).find((text) => text.includes('"event":"call"'));
  return call ? (JSON.parse(call) as { overhead: number }).overhead : 0;
}
