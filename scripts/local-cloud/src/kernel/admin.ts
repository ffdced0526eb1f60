import type { IncomingHttpHeaders } from 'node:http';

/** Who is behind a call, as the platform knows it; never taken from what the caller sends as data. */
export interface Caller {
  openid?: string;
  appid?: string;
  unionid?: string;
  /** CloudBase user id of a web login. */
  uid?: string;
  clientIp?: string;
  /** The chain of sources so far, as `TCB_SOURCE` has it: `wx_client`, then `wx_client,scf`, … Empty for none. */
  source: string;
  /** What started the chain, when it was not a client. */
  trigger?: 'timer' | 'http';
  /** What traffic is split by, from 0 to 99; absent at the start of a chain. */
  routeKey?: number;
}

/** A running invocation, as the doors that its SDK calls see it. */
export interface InvocationHandle {
  readonly id: string;
  readonly env: string;
  readonly functionName: string;
  readonly caller: Caller;
  /** Counts one cloud call by action name, with the bytes it took each way. */
  count(action: string, bytesIn: number, bytesOut: number): void;
  /** Cloud calls made so far. */
  readonly calls: number;
  /** Ends the invocation and its instance at once, as a crash of the machine would. */
  kill(reason: string): void;
}

/** One call that an SDK made at `POST /admin`, decoded. */
export interface AdminRequest {
  /** The environment the call is for: `envName`, else the `env` of the address, else the invocation's, else the default. */
  env: string;
  action: string;
  /** The request's fields. For multipart calls: the text parts. */
  body: Record<string, unknown>;
  /** The binary parts of a multipart call, by name; empty otherwise. */
  parts: ReadonlyMap<string, Buffer>;
  headers: IncomingHttpHeaders;
  /** The invocation that made the call, found by its session token; absent for calls from outside of functions. */
  invocation?: InvocationHandle;
}

/** Top-level fields of the answer (`data`, or `transactionId`, …; `requestId` is added), or bytes as they are. */
export type AdminAnswer = Record<string, unknown> | RawAnswer;

export class RawAnswer {
  constructor(
    readonly bytes: Buffer,
    readonly contentType: string,
  ) {}
}

/** Answers one admin action; throws CloudError for what the SDK should hear of. */
export type AdminAction = (request: AdminRequest) => AdminAnswer | Promise<AdminAnswer>;
