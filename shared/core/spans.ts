/** One cloud call of a call: what, when it began and how long it took, in ms from the start of the call. */
export interface Span {
  name: string;
  from: number;
  ms: number;
  failed: boolean;
}

/** A call shows this many of its cloud calls; a sweep makes thousands. */
const MOST_SPANS = 40;

/**
 * Spans as one text of the call's log line: `database-find orders 3+12,database-change orders 16+9!`, where `!` is a failure
 * and `…+7` tells how many are not shown. It costs 30 bytes for each.
 */
export function writeSpans(spans: readonly Span[]): string {
  const shown = spans.slice(0, MOST_SPANS).map(({ name, from, ms, failed }) => {
    return `${name} ${Math.round(from)}+${Math.round(ms)}${failed ? '!' : ''}`;
  });
  if (spans.length > MOST_SPANS) shown.push(`…+${spans.length - MOST_SPANS}`);
  return shown.join(',');
}
