import { fetchOverNetwork } from '../network.js';
import { aloneWithSession, forgetSession, keepSession, type Session, session } from './session.js';
import { h5 } from './settings.js';
import { signedHeaders } from './signature.js';

/** An action's own answer. */
export type Answer =
  | { ok: true; data: unknown; traceId: string }
  | { ok: false; error: { code: string; message: string; retryAfterMs?: number }; traceId: string };

/** A session whose access token has less than this left is renewed before it is used. */
const RENEW_BEFORE_MS = 60_000;
/** What the door says of a token that it does not take. */
const SIGNED_OUT = new Set(['CREDENTIAL_REFUSED', 'SESSION_ENDED']);

/** How far this device's clock is behind the server's: a request is refused when it is dated minutes away. */
let clockOffsetMs = 0;

/**
 * Calls an action as whoever has signed in, or as a guest. A token that is too old is renewed; when that is refused, the
 * session has ended and the call is a guest's.
 * @throws Error when no answer comes
 */
export async function callAction(action: string, data: object): Promise<Answer> {
  const [body, headers] = requestOf(data);
  const member = await currentSession();
  if (!member) return post(action, body, headers);

  const answer = await postSigned(member, action, body, headers);
  if (answer.ok || !SIGNED_OUT.has(answer.error.code)) return answer;
  const renewed = await renew(member);
  return renewed ? postSigned(renewed, action, body, headers) : post(action, body, headers);
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

async function currentSession(): Promise<Session | undefined> {
  const member = session();
  const isFresh = member && Date.parse(member.accessExpiresAt) > Date.now() + clockOffsetMs + RENEW_BEFORE_MS;
  return !member || isFresh ? member : renew(member);
}

/** @returns undefined when the session has ended */
function renew(old: Session): Promise<Session | undefined> {
  return aloneWithSession(async () => {
    const kept = session();
    // Another tab may have been faster.
    if (kept?.refreshToken !== old.refreshToken) return kept;
    const answer = await post('auth-refresh', JSON.stringify({ refreshToken: old.refreshToken }), {});
    if (answer.ok) {
      const next = { ...old, ...(answer.data as Session) };
      keepSession(next);
      return next;
    }
    if (answer.error.code !== 'SESSION_ENDED') throw new Error(answer.error.message);
    forgetSession();
    return undefined;
  });
}

async function postSigned(
  member: Session,
  action: string,
  body: string,
  headers: Record<string, string>,
): Promise<Answer> {
  const attempt = async () =>
    post(action, body, { ...headers, ...(await signedHeaders(member, `/api/${action}`, body, clockOffsetMs)) });
  const offset = clockOffsetMs;
  const answer = await attempt();
  const isDated = !answer.ok && answer.error.code === 'SIGNATURE_REFUSED' && clockOffsetMs !== offset;
  return isDated ? attempt() : answer;
}

async function post(action: string, body: string, headers: Record<string, string>): Promise<Answer> {
  const response = await fetchOverNetwork(`${h5.api}/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const answer = (await response.json()) as Answer;
  if (!answer.ok && answer.error.code === 'SIGNATURE_REFUSED') followClock(response.headers.get('date'));
  return answer;
}

/** Corrects for a device whose clock is wrong by more than the exactness of the header. */
function followClock(date: string | null): void {
  const server = Date.parse(date ?? '');
  if (Number.isNaN(server)) return;
  const offset = server - Date.now();
  if (Math.abs(offset - clockOffsetMs) > 30_000) clockOffsetMs = offset;
}
