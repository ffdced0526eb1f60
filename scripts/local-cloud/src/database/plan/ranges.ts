import type { KeyRange } from '../store/collection-store.js';
import type { CompiledField } from '../store/index-keys.js';
import { type Bounds, geoField, spanBytes } from './bounds.js';

/** Ranges that one plan may read; more values in `$in`s than this are left to the filter. */
const mostRanges = 20_000;

/** What an index can do for a filter. */
export interface Coverage {
  /** Ranges of the index, in ascending order of keys and without overlap. */
  ranges: KeyRange[];
  /** Fields at the beginning of the index that are bound to one value each. */
  equalities: number;
  /** Fields of the index that the ranges narrow. */
  bounded: number;
  /** Every range is one value. */
  points: boolean;
}

/**
 * Binds as many fields at the beginning of an index as a filter allows: values, then one range.
 *
 * Of a field with arrays only one condition is used, because two may hold for different elements; and only one such
 * field, because the keys pair the elements of one array (MongoDB's rules for multikey bounds).
 */
export function coverIndex(
  fields: readonly CompiledField[],
  multikey: ReadonlySet<number>,
  bounds: ReadonlyMap<string, Bounds[]>,
): Coverage | undefined {
  let ranges: KeyRange[] = [{ from: Buffer.alloc(0), to: Buffer.alloc(0) }];
  let equalities = 0;
  let bounded = 0;
  let arrayBound = false;
  let points = true;
  for (let at = 0; at < fields.length; at++) {
    const field = fields[at]!;
    const found = bounds.get(typeof field.direction === 'number' ? field.field : geoField(field.field));
    if (!found || (multikey.has(at) && arrayBound)) break;
    if (multikey.has(at)) arrayBound = true;
    const parts = fieldRanges(found, field.direction === -1, multikey.has(at));
    if (ranges.length * parts.ranges.length > mostRanges) break;
    ranges = ranges.flatMap((before) => parts.ranges.map((range) => append(before.from, range)));
    bounded++;
    points = parts.points;
    if (!points) break;
    if (parts.ranges.length === 1 && equalities === at) equalities++;
  }
  return bounded === 0 ? undefined : { ranges, equalities, bounded, points };
}

const append = (prefix: Buffer, { from, to }: KeyRange): KeyRange => ({
  from: Buffer.concat([prefix, from]),
  to: Buffer.concat([prefix, to]),
});

/** The ranges of one field: what all of its conditions leave, or of a field with arrays the narrowest one. */
function fieldRanges(bounds: readonly Bounds[], descending: boolean, multikey: boolean) {
  const candidates = bounds.map(({ spans, points }) => ({
    points,
    ranges: merged(spans.map((span) => toRange(spanBytes(span, descending)))),
  }));
  const best = candidates.reduce((a, b) => (b.points && (!a.points || b.ranges.length < a.ranges.length) ? b : a));
  if (multikey) return best;
  return { points: best.points, ranges: candidates.map(({ ranges }) => ranges).reduce(intersection) };
}

const toRange = ([from, to]: [Buffer, Buffer]): KeyRange => ({ from, to });

function merged(ranges: KeyRange[]): KeyRange[] {
  const sorted = ranges.sort((a, b) => Buffer.compare(a.from, b.from));
  const result: KeyRange[] = [];
  for (const range of sorted) {
    const last = result.at(-1);
    if (!last || Buffer.compare(range.from, last.to) >= 0) result.push({ ...range });
    else if (Buffer.compare(range.to, last.to) > 0) last.to = range.to;
  }
  return result;
}

function intersection(left: KeyRange[], right: KeyRange[]): KeyRange[] {
  return left.flatMap((a) =>
    right.flatMap((b) => {
      const from = Buffer.compare(a.from, b.from) > 0 ? a.from : b.from;
      const to = Buffer.compare(a.to, b.to) < 0 ? a.to : b.to;
      return Buffer.compare(from, to) < 0 ? [{ from, to }] : [];
    }),
  );
}
