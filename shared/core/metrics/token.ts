import { timingSafeEqual } from 'node:crypto';
import { keyRing, type NamedKey } from '../secrets.js';

/** The token that the present key of the environment gives to those who scrape metrics; it changes with the key. */
export function metricsToken(): string {
  return tokenOf(keyRing('metrics').current);
}

/** Whether `token` is good: the present key's, or, while scrapers are told of a new one, an older key's. */
export function isMetricsToken(token: string): boolean {
  const [id = ''] = token.split('-', 1);
  const key = keyRing('metrics').byId(id);
  if (!key) return false;
  const [given, right] = [Buffer.from(token), Buffer.from(tokenOf(key))];
  return given.length === right.length && timingSafeEqual(given, right);
}

function tokenOf({ id, key }: NamedKey): string {
  return `${id}-${key.toString('hex')}`;
}
