import process from 'node:process';
import { format, inspect } from 'node:util';
import type { LogLevel } from '../messages.js';

export interface LogLine {
  level: LogLevel;
  /** Virtual time, ms. */
  time: number;
  text: string;
}

/** A line longer than this is cut, as the platform's log service does. */
const LONGEST_LINE = 32 * 1024;

declare global {
  interface Console {
    /** The platform's own sink; the SDKs' loggers write to it and one of them fails without it. */
    __baseLog__?: (message: unknown, level?: string) => void;
  }
}

/** Sends everything that the function prints, by console or by stdout and stderr, to `emit` instead. */
export function captureConsole(emit: (line: LogLine) => void): void {
  const send = (level: LogLevel, text: string) => {
    const cut = text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}… (${text.length} characters)` : text;
    emit({ level, time: Date.now(), text: cut });
  };
  const levels = ['debug', 'log', 'info', 'warn', 'error'] as const;
  for (const level of levels) console[level] = (...args: unknown[]) => send(level, format(...args));
  console.trace = (...args: unknown[]) => send('error', new Error(format(...args)).stack ?? '');
  console.dir = (value: unknown, options?: object) => send('log', inspect(value, { ...options, customInspect: false }));
  console.__baseLog__ = (message, level) => {
    send(levels.find((known) => known === level) ?? 'log', typeof message === 'string' ? message : inspect(message));
  };
  process.stdout.write = sink((text) => send('log', text));
  process.stderr.write = sink((text) => send('error', text));
}

type Write = typeof process.stdout.write;

function sink(send: (text: string) => void): Write {
  return ((chunk: string | Uint8Array, encoding?: unknown, done?: unknown) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    send(text.replace(/\n$/, ''));
    const callback = typeof encoding === 'function' ? encoding : done;
    if (typeof callback === 'function') queueMicrotask(() => callback());
    return true;
  }) as Write;
}
