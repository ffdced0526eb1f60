import type { Confidential } from '../contracts/confidential.js';
import { context } from './context.js';
import { redact } from './privacy/redact.js';

export type LogLevel = 'info' | 'warn' | 'error';

/** A text that no type says to be a secret or somebody's personal data: of those the compiler takes none. */
type Fact = string & { readonly [brand in keyof Confidential]?: never };

/** Facts of a log line: names, numbers and ids; never what a user typed, never a secret. */
export type LogFacts = Record<string, Fact | number | boolean | undefined>;

/** Writes one line of JSON with the call's action and trace id. */
export function log(level: LogLevel, event: string, facts: LogFacts = {}): void {
  const { action, traceId } = context();
  writeLine({ level, event, action, traceId, ...facts });
}

/** Writes one line of JSON, without what looks like a secret or personal data. */
export function writeLine(line: LogFacts & { level: LogLevel }): void {
  const text = JSON.stringify(line, (_, fact) => (typeof fact === 'string' ? redact(fact) : fact));
  if (line.level === 'error') console.error(text);
  else if (line.level === 'warn') console.warn(text);
  else console.info(text);
}

/** What is said of an unforeseen error in a log: its name, its message, and where it was thrown. */
export function describeError(error: unknown): LogFacts {
  if (!(error instanceof Error)) return { error: String(error) };
  return {
    error: `${error.name}: ${error.message}`.slice(0, 500),
    ...(error.cause instanceof Error && { cause: `${error.cause.name}: ${error.cause.message}`.slice(0, 500) }),
    stack: error.stack?.split('\n').slice(1, 6).join(' | '),
  };
}
