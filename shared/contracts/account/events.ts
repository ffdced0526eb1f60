import * as z from 'zod';
import { event } from '../event.js';
import { Instant, UserId } from '../terms.js';

/** What somebody may want to know of at once who did not do it himself. */
export const AccountChange = z.enum([
  'phone-bound',
  'email-bound',
  /** It has gone to another account, whose owner has shown that he holds it. */
  'phone-lost',
  'email-lost',
  'password-set',
  'deletion-asked',
]);
export type AccountChange = z.output<typeof AccountChange>;

/** The way into an account is another than before. */
export const accountChanged = event(
  'account.changed',
  z.strictObject({ userId: UserId, what: AccountChange, changedAt: Instant }),
);
