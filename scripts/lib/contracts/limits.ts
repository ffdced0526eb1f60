import type { JsonSchema } from './json-schema.js';

/** A limit that the first schema does not keep and the second demands. */
export interface BrokenLimit {
  from: string;
  into: string;
}

/** The limits of `target` that a value of the same type may break although it fits `source`. */
export function limitsBroken(source: JsonSchema, target: JsonSchema): BrokenLimit[] {
  return [...sizes(source, target), ...ranges(source, target), ...shapes(source, target)];
}

function sizes(source: JsonSchema, target: JsonSchema): BrokenLimit[] {
  const least = (['minLength', 'minItems'] as const).filter((key) => (target[key] ?? 0) > (source[key] ?? 0));
  const most = (['maxLength', 'maxItems'] as const).filter(
    (key) => (target[key] ?? Number.POSITIVE_INFINITY) < (source[key] ?? Number.POSITIVE_INFINITY),
  );
  return [...least, ...most].map((key) => broken(key, source[key], target[key]));
}

function ranges(source: JsonSchema, target: JsonSchema): BrokenLimit[] {
  const found: BrokenLimit[] = [];
  if (lowest(source) < lowest(target)) found.push(broken('minimum', lowest(source), lowest(target)));
  if (-lowest(mirrored(source)) > -lowest(mirrored(target))) {
    found.push(broken('maximum', -lowest(mirrored(source)), -lowest(mirrored(target))));
  }
  const { multipleOf } = target;
  if (multipleOf !== undefined && (source.multipleOf ?? Number.NaN) % multipleOf !== 0) {
    found.push(broken('multiple of', source.multipleOf, multipleOf));
  }
  return found;
}

/** The smallest number allowed; what lies just above an excluded one counts as that. */
function lowest({ type, minimum = Number.NEGATIVE_INFINITY, exclusiveMinimum }: JsonSchema): number {
  if (exclusiveMinimum === undefined) return minimum;
  const next = type === 'integer' ? Math.floor(exclusiveMinimum) + 1 : exclusiveMinimum + Number.EPSILON;
  return Math.max(minimum, next);
}

function mirrored({ type, maximum, exclusiveMaximum }: JsonSchema): JsonSchema {
  return {
    ...(type !== undefined && { type }),
    ...(maximum !== undefined && { minimum: -maximum }),
    ...(exclusiveMaximum !== undefined && { exclusiveMinimum: -exclusiveMaximum }),
  };
}

function shapes(source: JsonSchema, target: JsonSchema): BrokenLimit[] {
  const found = patternsOf(target).filter((pattern) => !patternsOf(source).includes(pattern));
  const patterns = found.map((pattern) => broken('pattern', patternsOf(source).join(' and '), pattern));
  const sameFormat = target.format === undefined || target.format === source.format;
  const names = JSON.stringify(target.propertyNames) === JSON.stringify(source.propertyNames);
  return [
    ...patterns,
    ...(sameFormat ? [] : [broken('format', source.format, target.format)]),
    ...(names || !target.propertyNames ? [] : [broken('names', 'others', JSON.stringify(target.propertyNames))]),
  ];
}

function patternsOf({ pattern, allOf = [] }: JsonSchema): string[] {
  return [...(pattern === undefined ? [] : [pattern]), ...allOf.flatMap(patternsOf)];
}

function broken(limit: string, from: number | string | undefined, into: number | string | undefined): BrokenLimit {
  const bounded = (value: typeof from) =>
    value === undefined || value === '' || Math.abs(Number(value)) === Infinity ? 'none' : value;
  return { from: `${limit} ${bounded(from)}`, into: `${limit} ${bounded(into)}` };
}
