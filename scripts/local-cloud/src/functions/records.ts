import type { Caller } from '../kernel/admin.js';
import type { CloudErrorCode } from '../kernel/cloud-error.js';
import type { LogLevel } from './messages.js';

/** What is known of one invocation, for people: nothing in here decides anything. */
export interface InvocationRecord {
  requestId: string;
  env: string;
  name: string;
  /** The version that ran: `$LATEST`, or a number. */
  version: string;
  caller: Caller;
  /** Virtual time, ms. */
  startedAt: number;
  /** From the platform taking the event to its having the answer, waiting and cold start included; ms. */
  durationMs: number;
  /** Waiting for a free instance, ms. */
  queuedMs: number;
  /** The instance was started for this invocation. */
  cold: boolean;
  /** Start of the instance and loading of the module, ms; 0 when warm. */
  initMs: number;
  /** The function's memory, MB. */
  memoryMb: number;
  /** Held by the instance at the end; 0 when it did not live to tell. */
  memoryBytes: number;
  /** Cloud calls by action. */
  roundTrips: Record<string, number>;
  calls: number;
  /** Sent to and received from the cloud by those calls. */
  bytesIn: number;
  bytesOut: number;
  eventBytes: number;
  answerBytes: number;
  /** Resource points that the platform would charge. */
  points: number;
  /** HTTP status, of HTTP functions. */
  status?: number;
  error?: { code: CloudErrorCode; message: string };
  logs: InvocationLine[];
}

/** A line that a function printed. */
export interface InvocationLine {
  level: LogLevel;
  /** Virtual time, ms. */
  time: number;
  text: string;
}

export interface RecordQuery {
  env?: string;
  name?: string;
  /** Default 100. */
  limit?: number;
}

/** The last invocations of all functions, newest first. */
export interface RecordBook {
  add(record: InvocationRecord): void;
  recent(query: RecordQuery): InvocationRecord[];
  /** How many have been added so far. */
  added(): number;
}

/** @param capacity how many are kept */
export function createRecordBook(capacity: number): RecordBook {
  const ring: InvocationRecord[] = [];
  let next = 0;
  let added = 0;
  return {
    added: () => added,
    add(record) {
      added++;
      ring[next] = record;
      next = (next + 1) % capacity;
    },
    recent({ env, name, limit = 100 }) {
      const found: InvocationRecord[] = [];
      for (let back = 1; back <= ring.length && found.length < limit; back++) {
        const record = ring[(next - back + ring.length * 2) % ring.length]!;
        if ((env === undefined || record.env === env) && (name === undefined || record.name === name))
          found.push(record);
      }
      return found;
    },
  };
}
