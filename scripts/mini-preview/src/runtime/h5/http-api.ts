import { fetchOverNetwork } from '../network.js';
import { type Sent, sendAsMember } from './sender.js';
import { forgetSession, type Session, session } from './session.js';
import { h5 } from './settings.js';
import type { Unsigned } from './signature.js';

/** An action's own answer. */
export type Answer =
  | { ok: true; data: unknown; traceId: string }
  | { ok: false; error: { code: string; message: string; retryAfterMs?: number }; traceId: string };

/**
 * Calls an action as whoever has signed in, or as a guest.
 * @throws Error when no answer comes
 */
export async function callAction(action: string, data: object): Promise<Answer> {
  const [body, headers] = requestOf(data);
  const request = { method: 'POST', path: `/api/${action}`, body } as const;
  const { answer } = await sendRequest(request, (proof) => post(action, body, { ...headers, ...proof }));
  return answer;
}

/** Sends a request to a door of the app's as whoever has signed in, or as a guest. */
export function sendRequest<S extends Sent>(
  request: Unsigned,
  send: (headers: Record<string, string>) => Promise<S>,
): Promise<S> {
  return sendAsMember(request, send, async (refreshToken) => {
    const { answer } = await post('auth-refresh', JSON.stringify({ refreshToken }), {});
    if (answer.ok) return answer.data as Session;
    if (answer.error.code === 'SESSION_ENDED') return undefined;
    throw new Error(answer.error.message);
  });
}

/** Ends the session here and, when it can be reached, at the server. */
export async function signOut(): Promise<void> {
  const member = session();
  forgetSession();
  if (member)
    await post('auth-logout', JSON.stringify({ refreshToken: member.refreshToken }), {}).catch(() => undefined);
}

/** The input as it is sent. What the app's pages put beside it for a mini-program, the trace, goes into a header here. */
function requestOf(data: object): [body: string, headers: Record<string, string>] {
  const { $yunshu, ...input } = data as { $yunshu?: { trace?: string } };
  const parent = `00-${$yunshu?.trace}-${crypto.randomUUID().replaceAll('-', '').slice(0, 16)}-01`;
  return [JSON.stringify(input), $yunshu?.trace ? { traceparent: parent } : {}];
}

async function post(action: string, body: string, headers: Record<string, string>): Promise<Sent & { answer: Answer }> {
  const response = await fetchOverNetwork(`${h5.api}/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const answer = (await response.json()) as Answer;
  return { answer, code: answer.ok ? undefined : answer.error.code, date: response.headers.get('date') };
}
