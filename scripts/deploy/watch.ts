import type { Connection } from './connection.js';

/** What the environment's log says of versions since a moment. */
export interface Health {
  calls: number;
  failures: number;
  /** The first failures, as they were logged. */
  examples: string[];
}

/** When a new version is taken back. */
export interface Limits {
  /** Failed calls of all its calls, in percent. */
  maxErrorPercent: number;
  /** Fewer failures than these are no pattern. */
  minFailures: number;
}

export const DEFAULT_LIMITS: Limits = { maxErrorPercent: 1, minFailures: 3 };

const PAGE = 100;
/** The platform gives no more lines for one search. */
const MOST_LINES = 10_000;
const BEIJING_MS = 8 * 3_600_000;
/** Status of a line in the midst of a call, and of a call that went well. */
const FINE = new Set([200, 202]);

/** Whether `health` is bad enough to take a version back. */
export function exceeds({ calls, failures }: Health, { maxErrorPercent, minFailures }: Limits): boolean {
  return failures >= minFailures && failures * 100 > calls * maxErrorPercent;
}

/**
 * How the given versions did since `from`, by the environment's own log (`SearchClsLog`): a call has failed when the platform
 * ended it with another status than 200, or when the function itself logged an error.
 * @param versions by function
 */
export async function readHealth(
  { tcb }: Connection,
  versions: ReadonlyMap<string, string>,
  from: Date,
): Promise<Health> {
  const terms = [...versions].map(([name, version]) => `(function_name:"${name}" AND qualifier:"${version}")`);
  const calls = new Set<string>();
  const failed = new Map<string, string>();
  let context = '';
  for (let seen = 0; seen < MOST_LINES; ) {
    const { LogResults } = (await tcb('SearchClsLog', {
      StartTime: beijing(from),
      // The clock of the platform may be ahead of ours.
      EndTime: beijing(new Date(Date.now() + 24 * 3_600_000)),
      QueryString: terms.join(' OR '),
      Limit: PAGE,
      Sort: 'asc',
      ...(context && { Context: context }),
    })) as { LogResults: { Context: string; ListOver: boolean; Results: { Content: string }[] } };
    for (const { Content } of LogResults.Results) {
      const line = JSON.parse(Content) as LogLine;
      calls.add(line.request_id);
      const failure = failureIn(line);
      if (failure && !failed.has(line.request_id)) failed.set(line.request_id, failure);
    }
    seen += LogResults.Results.length;
    context = LogResults.Context;
    if (LogResults.ListOver || LogResults.Results.length === 0) break;
  }
  return { calls: calls.size, failures: failed.size, examples: [...failed.values()].slice(0, 3) };
}

interface LogLine {
  function_name: string;
  request_id: string;
  status_code?: number | string;
  ret_msg?: string;
  log?: string;
}

function failureIn({
  function_name: name,
  status_code: status,
  ret_msg: said = '',
  log = '',
}: LogLine): string | undefined {
  if (status !== undefined && !FINE.has(Number(status))) return `${name}: status ${status} ${said}`.slice(0, 300);
  if (!log.startsWith('{')) return undefined;
  try {
    const line = JSON.parse(log) as { level?: string; action?: string; code?: string; error?: string };
    if (line.level !== 'error') return undefined;
    return `${line.action ?? name}: ${line.code ?? ''} ${line.error ?? ''}`.trim().slice(0, 300);
  } catch {
    return undefined;
  }
}

function beijing(instant: Date): string {
  return new Date(instant.getTime() + BEIJING_MS).toISOString().slice(0, 19).replace('T', ' ');
}
