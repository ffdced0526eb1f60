import { context } from './context.js';

export type LogLevel = 'info' | 'warn' | 'error';

/** Facts of a log line: names, numbers and ids; never what a user typed, never a secret. */
export type LogFacts = Record<string, string | number | boolean | undefined>;

/** Writes one line of JSON with the call's action and trace id. */
export function log(level: LogLevel, event: string, facts: LogFacts = {}): void {
  const { action, traceId } = context();
  writeLine({ level, event, action, traceId, ...facts });
}

/** Writes one line of JSON. */
export function writeLine(line: LogFacts & { level: LogLevel }): void {
  const text = JSON.stringify(line);
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
