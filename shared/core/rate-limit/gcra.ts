/** A token bucket: `burst` tokens at most, `perSecond` of them coming back each second. */
export interface Limit {
  burst: number;
  perSecond: number;
}

/** What came of drawing tokens from a bucket. */
export interface Draw {
  granted: number;
  /** When the bucket is full again, ms since the epoch: all that has to be known of a bucket. */
  fullAt: number;
  /** Until a token can be had, ms; 0 when one was. */
  retryAfterMs: number;
}

/** Milliseconds in which one token comes back. */
export function msPerToken({ perSecond }: Limit): number {
  return 1000 / perSecond;
}

/**
 * Draws up to `wanted` tokens at the instant `at` from the bucket that is full at `fullAt`: the generic cell rate algorithm
 * (ITU-T I.371), which keeps one instant in place of a count and a time.
 *
 * A bucket that claims to need longer than from empty to full has seen a clock that was ahead; it counts as empty now.
 */
export function draw(limit: Limit, fullAt: number, at: number, wanted: number): Draw {
  const perToken = msPerToken(limit);
  const missing = Math.min(Math.max(fullAt - at, 0), limit.burst * perToken);
  const left = Math.floor(limit.burst - missing / perToken + 1e-6);
  const granted = Math.max(0, Math.min(wanted, left));
  const retryAfterMs = granted > 0 ? 0 : Math.max(1, Math.ceil(missing - (limit.burst - 1) * perToken));
  return { granted, fullAt: at + missing + granted * perToken, retryAfterMs };
}
