import { h5 } from './settings.js';

/** What `auth-login` and its like give to somebody who has signed in. */
export interface Session {
  userId: string;
  accessToken: string;
  accessExpiresAt: string;
  refreshToken: string;
  refreshExpiresAt: string;
  /** base64url */
  signingKey: string;
  /** What the person signed in by, to be shown; the server is never told. */
  identifier?: string;
}

const KEY = `yunshu-session:${h5.app}`;
const listeners = new Set<() => void>();

/** The session of this browser, in all of its tabs; undefined for a guest. */
export function session(): Session | undefined {
  const kept = localStorage.getItem(KEY);
  return kept ? (JSON.parse(kept) as Session) : undefined;
}

export function keepSession(next: Session): void {
  localStorage.setItem(KEY, JSON.stringify(next));
  for (const listener of listeners) listener();
}

export function forgetSession(): void {
  localStorage.removeItem(KEY);
  for (const listener of listeners) listener();
}

/** Calls `listener` when somebody signs in or out, in this tab or another. */
export function onSession(listener: () => void): void {
  listeners.add(listener);
  window.addEventListener('storage', ({ key }) => {
    if (key === KEY) listener();
  });
}

/** Only one tab at a time changes the session: a refresh token is good once. */
export function aloneWithSession<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(KEY, work) as Promise<T>;
}
