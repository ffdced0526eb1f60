import type { InvocationRecord } from '../functions/index.js';

/** What the invocations of one function, or of a whole environment, came to since the local cloud started. */
export interface Usage {
  calls: number;
  errors: number;
  cold: number;
  points: number;
  /** Memory and time of all invocations, in GB·seconds. */
  gbSeconds: number;
  databaseCalls: number;
  storageRequests: number;
  httpCalls: number;
  bytesIn: number;
  bytesOut: number;
}

export const NO_USAGE: Readonly<Usage> = {
  calls: 0,
  errors: 0,
  cold: 0,
  points: 0,
  gbSeconds: 0,
  databaseCalls: 0,
  storageRequests: 0,
  httpCalls: 0,
  bytesIn: 0,
  bytesOut: 0,
};

/** The sum of a usage and one more invocation. */
export function addRecord(usage: Usage, record: InvocationRecord): Usage {
  const seconds = Math.max(0, record.durationMs - record.queuedMs) / 1000;
  const callsOf = (service: string) =>
    Object.entries(record.roundTrips).reduce(
      (sum, [action, times]) => sum + (action.startsWith(service) ? times : 0),
      0,
    );
  return {
    calls: usage.calls + 1,
    errors: usage.errors + (record.error ? 1 : 0),
    cold: usage.cold + (record.cold ? 1 : 0),
    points: usage.points + record.points,
    gbSeconds: usage.gbSeconds + (record.memoryMb / 1024) * seconds,
    databaseCalls: usage.databaseCalls + callsOf('database.'),
    storageRequests: usage.storageRequests + callsOf('storage.'),
    httpCalls: usage.httpCalls + (record.caller.trigger === 'http' ? 1 : 0),
    bytesIn: usage.bytesIn + record.bytesIn,
    bytesOut: usage.bytesOut + record.bytesOut,
  };
}
