import type { Instant } from '../../contracts/terms.js';
import { Failure } from '../../core/failure.js';
import { after, DAY, HOUR, MINUTE, toMs } from '../../core/time.js';

/** Who has a code sent. */
export interface Requester {
  /** Stands for the network, or for the member who is signed in. */
  by: string;
  /** Whether the number or address is his as far as we know: from there its owner has signed in before, or he is signed in as its owner. */
  known: boolean;
}

/** A code that was sent. */
export interface Sent extends Requester {
  at: Instant;
}

interface Frequency {
  most: number;
  within: number;
}

/** What one requester may have sent to one number or address. */
const TO_ONE: readonly Frequency[] = [
  { most: 1, within: MINUTE },
  { most: 5, within: HOUR },
  { most: 10, within: DAY },
];

/**
 * What all strangers together may, and, beside them, all who are known: short messages cost money, and whoever is written to all the
 * time is harassed. What strangers use up is not taken from its owner.
 */
const TO_ALL: readonly Frequency[] = [
  { most: 3, within: MINUTE },
  { most: 10, within: HOUR },
  { most: 20, within: DAY },
];

/**
 * Lets somebody have one more code sent to a number or address.
 * @throws Failure RATE_LIMITED with the time to wait
 */
export function checkFrequency(sent: readonly Sent[], { by, known }: Requester, at: Instant): void {
  const own = sent.filter((one) => one.by === by);
  const alike = sent.filter((one) => one.known === known);
  const retryAfterMs = Math.max(waitOf(own, TO_ONE, at), waitOf(alike, TO_ALL, at));
  if (retryAfterMs > 0) throw new Failure('RATE_LIMITED', { retryAfterMs });
}

/** How long until one more is within all frequencies, ms. */
function waitOf(sent: readonly Sent[], frequencies: readonly Frequency[], at: Instant): number {
  const waits = frequencies.map(({ most, within }) => {
    const recent = sent.filter((one) => one.at > after(at, -within));
    return recent.length < most ? 0 : Math.max(1, toMs(recent[recent.length - most]!.at) + within - toMs(at));
  });
  return Math.max(...waits);
}
