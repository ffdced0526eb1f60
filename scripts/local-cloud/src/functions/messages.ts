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
  /** Where redirected calls go. */
  baseUrl: string;
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
  /** `loading`: the module failed, no event reached it. */
  | { kind: 'failure'; error: string; memoryBytes: number; loading: boolean }
  /** Nothing handles this error: the process is about to end. */
  | { kind: 'crash'; error: string }
  /** The instance passed its memory limit and must be ended. */
  | { kind: 'memory'; memoryBytes: number };
