import type { InvocationLine, InvocationRecord } from '../functions/index.js';
import { get } from './api.js';
import type { ConsoleParts } from './parts.js';

const RECORDS = 2_000;
const SEVERITY = ['debug', 'log', 'info', 'warn', 'error'];

export interface FoundLine {
  env: string;
  name: string;
  requestId: string;
  openid?: string;
  /** Virtual time, ms. */
  time: number;
  level: string;
  text: string;
}

/**
 * `GET logs?env=&name=&q=&level=&limit=`: lines of all functions that contain `q` (or belong to the request or user whose
 * id it is) and are at least as severe as `level`, newest first, of running invocations as well; `GET printed`: what the
 * local cloud itself printed.
 */
export function logRoutes({ kernel, functions, activity }: ConsoleParts) {
  return [
    get('logs', (query) => {
      const env = query.env(kernel);
      const name = query.optional('name');
      const limit = query.count('limit', 300, 5_000);
      const least = SEVERITY.indexOf(query.optional('level') ?? 'debug');
      const needle = (query.optional('q') ?? '').toLowerCase();
      const found: FoundLine[] = [];
      const running = functions.unfinished().filter((one) => one.env === env && (!name || one.name === name));
      const ended = functions.recent({ env, ...(name && { name }), limit: RECORDS });
      for (const record of [...running, ...ended]) {
        for (const line of linesOf(record).reverse()) {
          if (SEVERITY.indexOf(line.level) < least || !contains(line, needle)) continue;
          found.push(line);
          if (found.length === limit) return found;
        }
      }
      return found;
    }),
    get('printed', () => activity.lines().reverse()),
  ];
}

/** What an invocation has printed so far, and at its end why it failed. */
export function linesOf(record: InvocationRecord): FoundLine[] {
  const { logs, error, startedAt, durationMs } = record;
  const lines = logs.map((line) => lineOf(record, line));
  if (!error) return lines;
  const text = `[${error.code}] ${error.message}`;
  return [...lines, lineOf(record, { level: 'error', time: startedAt + durationMs, text })];
}

/** A line with whose it is. */
export function lineOf({ env, name, requestId, caller }: InvocationRecord, line: InvocationLine): FoundLine {
  return { env, name, requestId, ...(caller.openid && { openid: caller.openid }), ...line };
}

function contains({ text, requestId, openid, name }: FoundLine, needle: string): boolean {
  return [text, requestId, openid ?? '', name].some((field) => field.toLowerCase().includes(needle));
}
