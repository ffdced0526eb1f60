import { now } from '../time.js';
import { recorder } from './instance.js';

/**
 * Counts `n` more of something that matters to the business: `count('order.paid', { channel: 'wechat' })`, or
 * `count('order.paid.fen', {}, payable)` for amounts. Costs no round trip; the instance writes its counts once a minute.
 *
 * For charts and alerts, not for books: what an instance counted after its last write is lost when the platform ends it, and what
 * is done twice counts twice. Labels hold a few known values, never an id or a text; a value that does not fit counts as `other`.
 *
 * @throws RangeError for a name that is not like `order.paid`, more than 4 labels, or `n` that is no whole number from 0
 */
export function count(name: string, labels: Readonly<Record<string, string>> = {}, n = 1): void {
  recorder.count(name, labels, n, now());
}
