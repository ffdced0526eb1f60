import type { InvocationLine, InvocationRecord } from '../functions/index.js';
import { addRecord, NO_USAGE, type Usage } from './usage.js';

/** What happens in the local cloud, as the console is told of it. */
export interface Activity {
  /** Tells of a finished invocation. */
  record(record: InvocationRecord): void;
  /** Tells of a line that a running function printed. */
  printed(record: InvocationRecord, line: InvocationLine): void;
  /** Tells of a line that the local cloud printed. */
  line(text: string): void;
  /** What an environment, or one of its functions, has used since the start. */
  usage(env: string, name?: string): Usage;
  /** Virtual time of the first and the last invocation of a function, ms. */
  lastAt(env: string, name: string): number | undefined;
  onRecord(listener: (record: InvocationRecord) => void): () => void;
  onPrinted(listener: (record: InvocationRecord, line: InvocationLine) => void): () => void;
  onLine(listener: (line: PrintedLine) => void): () => void;
  /** The last lines that were printed, oldest first. */
  lines(): PrintedLine[];
}

export interface PrintedLine {
  /** The machine's time, ms. */
  at: number;
  text: string;
}

const LINES_KEPT = 500;

export function createActivity(): Activity {
  const usages = new Map<string, Usage>();
  const last = new Map<string, number>();
  const printedListeners = new Set<(record: InvocationRecord, line: InvocationLine) => void>();
  const recordListeners = new Set<(record: InvocationRecord) => void>();
  const lineListeners = new Set<(line: PrintedLine) => void>();
  const lines: PrintedLine[] = [];

  const keyOf = (env: string, name = '') => `${env}/${name}`;
  const subscribe = <T>(listeners: Set<T>, listener: T) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };

  return {
    record(record) {
      for (const key of [keyOf(record.env), keyOf(record.env, record.name)]) {
        usages.set(key, addRecord(usages.get(key) ?? NO_USAGE, record));
      }
      last.set(keyOf(record.env, record.name), record.startedAt);
      for (const listener of recordListeners) listener(record);
    },
    printed(record, line) {
      for (const listener of printedListeners) listener(record, line);
    },
    line(text) {
      const line = { at: Date.now(), text };
      lines.push(line);
      if (lines.length > LINES_KEPT) lines.shift();
      for (const listener of lineListeners) listener(line);
    },
    usage: (env, name) => usages.get(keyOf(env, name)) ?? { ...NO_USAGE },
    lastAt: (env, name) => last.get(keyOf(env, name)),
    onRecord: (listener) => subscribe(recordListeners, listener),
    onPrinted: (listener) => subscribe(printedListeners, listener),
    onLine: (listener) => subscribe(lineListeners, listener),
    lines: () => [...lines],
  };
}
