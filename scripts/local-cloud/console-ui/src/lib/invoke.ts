import { ask, request } from './api.js';
import type { InvocationRecord } from './types.js';

export interface Outcome {
  ok: boolean;
  /** What the caller gets, as text. */
  answer: string;
  record?: InvocationRecord;
}

interface CallAnswer {
  result?: unknown;
  requestID?: string;
  errMsg: string;
  errCode?: number;
}

/** Calls a function as a mini-program does; without an openid as a guest. Finds the record of the call as well. */
export async function callFunction(env: string, name: string, data: unknown, openid: string): Promise<Outcome> {
  const answer = await request<CallAnswer>('POST', '/__cloud/callFunction', {
    body: JSON.stringify({ env, name, data }),
    headers: openid ? { 'x-dev-openid': openid } : {},
  });
  const record = answer.requestID
    ? await ask<InvocationRecord>('invocation', { env, id: answer.requestID }).catch(() => undefined)
    : undefined;
  if (answer.errCode !== undefined) return { ok: false, answer: answer.errMsg, ...(record && { record }) };
  return { ok: true, answer: JSON.stringify(answer.result ?? null, null, 2), ...(record && { record }) };
}
