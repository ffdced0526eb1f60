/** What the cloud and the runtime inside an instance say to each other. */

/** Given to an instance when it starts. */
export interface InstanceSpec {
  functionName: string;
  /** The function's folder, which becomes its working directory. */
  dir: string;
  /** Absolute path of the module, without extension, and the name of its export. */
  entry: string;
  exportName: string;
  memoryMb: number;
  /** Where compiled code is kept; absent when there is no safe place for it. */
  codeCache?: string;
  /** Where it is noted which code has run; such an instance starts without compiled code, which would not tell. */
  coverage?: string;
  /** Where redirected calls go. */
  baseUrl: string;
  /** The bundled file that holds threads and programs which the function starts to what holds the function. */
  guardFile: string;
  /** Hosts of Tencent that the function may reach for real. */
  allowHosts: string[];
  /** Milliseconds that the virtual clock is ahead. */
  clockOffsetMs: number;
}

export type HostMessage = { kind: 'start'; spec: InstanceSpec } | { kind: 'clock'; offsetMs: number } | InvokeMessage;

export interface InvokeMessage {
  kind: 'invoke';
  /** JSON. */
  event: string;
  env: Record<string, string>;
  context: ContextFacts;
}

/** The part of the second argument of `main` that differs between invocations. */
export interface ContextFacts {
  requestId: string;
  memoryMb: number;
  timeoutMs: number;
  functionName: string;
  functionVersion: string;
  namespace: string;
}

export type LogLevel = 'debug' | 'log' | 'info' | 'warn' | 'error';

export type RuntimeMessage =
  /** The user's module is loaded; the time limit of the invocation counts from here. */
  | { kind: 'loaded'; loadMs: number }
  | { kind: 'log'; level: LogLevel; time: number; text: string }
  | { kind: 'answer'; json: string; memoryBytes: number }
  /** The answer is larger than the platform lets through; it stays where it is. */
  | { kind: 'tooLarge'; bytes: number; memoryBytes: number }
  /** `loading`: the module failed, no event reached it. */
  | { kind: 'failure'; error: string; memoryBytes: number; loading: boolean }
  /** Nothing handles this error: the process is about to end. */
  | { kind: 'crash'; error: string }
  /** The instance passed its memory limit and must be ended. */
  | { kind: 'memory'; memoryBytes: number };

const LEVELS: readonly unknown[] = ['debug', 'log', 'info', 'warn', 'error'] satisfies LogLevel[];

/** What each kind of message must hold: a function may have got at the channel, whatever guards it. */
const FIELDS: Record<RuntimeMessage['kind'], Record<string, 'number' | 'string' | 'boolean'>> = {
  loaded: { loadMs: 'number' },
  log: { level: 'string', time: 'number', text: 'string' },
  answer: { json: 'string', memoryBytes: 'number' },
  tooLarge: { bytes: 'number', memoryBytes: 'number' },
  failure: { error: 'string', memoryBytes: 'number', loading: 'boolean' },
  crash: { error: 'string' },
  memory: { memoryBytes: 'number' },
};

/** @returns undefined for what is no message of the runtime */
export function readRuntimeMessage(value: unknown): RuntimeMessage | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const message = value as Record<string, unknown>;
  const { kind } = message;
  if (typeof kind !== 'string' || !Object.hasOwn(FIELDS, kind)) return undefined;
  const fields = Object.entries(FIELDS[kind as RuntimeMessage['kind']]);
  if (!fields.every(([field, type]) => typeof message[field] === type)) return undefined;
  if (kind === 'log' && !LEVELS.includes(message.level)) return undefined;
  return value as RuntimeMessage;
}
