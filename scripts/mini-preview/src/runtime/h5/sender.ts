import { aloneWithSession, forgetSession, keepSession, type Session, session } from './session.js';
import { signedHeaders, type Unsigned } from './signature.js';

/** What came of a request, as far as sending it anew depends on it. */
export interface Sent {
  /** The code of the error, if it was refused. */
  code: string | undefined;
  /** The server's own time. */
  date: string | null;
}

/** Sends a request with more headers; an answer of any status is returned, and none at all is an error. */
type Send<S extends Sent> = (headers: Record<string, string>) => Promise<S>;

/** A session whose access token has less than this left is renewed before it is used. */
const RENEW_BEFORE_MS = 60_000;
/** What a door says of a token that it does not take. */
const SIGNED_OUT = new Set(['CREDENTIAL_REFUSED', 'SESSION_ENDED']);

/** How far this device's clock is behind the server's: a request is refused when it is dated minutes away. */
let clockOffsetMs = 0;

/**
 * Sends a request as whoever has signed in, or as a guest. A token that is too old is renewed, by `refresh`; when that is refused, the
 * session has ended and the request is a guest's.
 */
export async function sendAsMember<S extends Sent>(request: Unsigned, send: Send<S>, refresh: Refresh): Promise<S> {
  const member = await currentSession(refresh);
  if (!member) return send({});

  const sent = await sendSigned(member, request, send);
  if (!SIGNED_OUT.has(sent.code ?? '')) return sent;
  const renewed = await renew(member, refresh);
  return renewed ? sendSigned(renewed, request, send) : send({});
}

/** Asks for the session's next tokens; undefined when it has ended. */
export type Refresh = (refreshToken: string) => Promise<Session | undefined>;

async function currentSession(refresh: Refresh): Promise<Session | undefined> {
  const member = session();
  const isFresh = member && Date.parse(member.accessExpiresAt) > Date.now() + clockOffsetMs + RENEW_BEFORE_MS;
  return !member || isFresh ? member : renew(member, refresh);
}

/** @returns undefined when the session has ended */
function renew(old: Session, refresh: Refresh): Promise<Session | undefined> {
  return aloneWithSession(async () => {
    const kept = session();
    // Another tab may have been faster.
    if (kept?.refreshToken !== old.refreshToken) return kept;
    const given = await refresh(old.refreshToken);
    if (!given) {
      forgetSession();
      return undefined;
    }
    const next = { ...old, ...given };
    keepSession(next);
    return next;
  });
}

async function sendSigned<S extends Sent>(member: Session, request: Unsigned, send: Send<S>): Promise<S> {
  const attempt = async () => send(await signedHeaders(member, request, clockOffsetMs));
  const offset = clockOffsetMs;
  const sent = await attempt();
  if (sent.code !== 'SIGNATURE_REFUSED') return sent;
  followClock(sent.date);
  return clockOffsetMs === offset ? sent : attempt();
}

/** Corrects for a device whose clock is wrong by more than the exactness of the header. */
function followClock(date: string | null): void {
  const server = Date.parse(date ?? '');
  if (Number.isNaN(server)) return;
  const offset = server - Date.now();
  if (Math.abs(offset - clockOffsetMs) > 30_000) clockOffsetMs = offset;
}
