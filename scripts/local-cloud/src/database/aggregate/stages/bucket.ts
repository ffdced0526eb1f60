import { requestFailed } from '../../errors.js';
import { compare, equal, rankOf } from '../../values/compare.js';
import { type Document, isDocument, type Value } from '../../values/types.js';
import { compileGroupField, type GroupField } from '../accumulators.js';
import { compileExpression, scopeOf } from '../expression.js';
import type { StageCompiler } from '../pipeline.js';
import { Group } from './group.js';

function outputFields(output: Value | undefined): GroupField[] {
  if (output !== undefined && !isDocument(output)) throw requestFailed("the 'output' option must be an object");
  return Object.entries(output ?? { count: { $sum: 1 } }).map(([name, spec]) => compileGroupField(name, spec));
}

function known(name: string, operand: Value, fields: readonly string[]): Document {
  if (!isDocument(operand)) throw requestFailed(`Argument to ${name} stage must be an object`);
  const stray = Object.keys(operand).find((field) => !fields.includes(field));
  if (stray) throw requestFailed(`Unrecognized option to ${name}: ${stray}`);
  if (operand.groupBy === undefined) throw requestFailed(`${name} requires 'groupBy' to be specified`);
  return operand;
}

/** `$bucket`: a value belongs to the last boundary that is not above it; the last boundary belongs to no bucket. */
export const bucket: StageCompiler = (operand, { now, variables }) => {
  const spec = known('$bucket', operand, ['groupBy', 'boundaries', 'default', 'output']);
  const { boundaries, default: otherwise } = spec;
  if (!Array.isArray(boundaries) || boundaries.length < 2)
    throw requestFailed("the $bucket 'boundaries' field must have at least 2 values");
  boundaries.slice(1).forEach((boundary, at) => {
    if (rankOf(boundary) !== rankOf(boundaries[at]))
      throw requestFailed("all values in the 'boundaries' option to $bucket must have the same type");
    if (compare(boundaries[at], boundary) >= 0)
      throw requestFailed("the 'boundaries' option to $bucket must be sorted");
  });
  const inside = (value: Value | undefined) =>
    value !== undefined && compare(value, boundaries[0]) >= 0 && compare(value, boundaries.at(-1)) < 0;
  if (otherwise !== undefined && inside(otherwise)) {
    throw requestFailed(
      "the $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary",
    );
  }
  const value = compileExpression(spec.groupBy!);
  const fields = outputFields(spec.output);
  return (input) => {
    const groups = new Map<Value, Group>();
    for (const document of input) {
      const found = value(scopeOf(document, now, variables));
      const id = inside(found) ? boundaries.findLast((boundary) => compare(boundary, found) <= 0)! : otherwise;
      if (id === undefined)
        throw requestFailed('$bucket could not find a matching bucket for an input, and no default was specified');
      const target = groups.get(id) ?? new Group(id, fields);
      groups.set(id, target);
      target.add(document, now, variables);
    }
    return [...groups.values()].sort((a, b) => compare(a.id, b.id)).map((target) => target.result());
  };
};

/** `$bucketAuto`: buckets of about the same size; equal values are never parted. */
export const bucketAuto: StageCompiler = (operand, { now, variables }) => {
  const spec = known('$bucketAuto', operand, ['groupBy', 'buckets', 'output', 'granularity']);
  const { buckets } = spec;
  if (typeof buckets !== 'number' || !Number.isInteger(buckets) || buckets < 1) {
    throw requestFailed("the $bucketAuto 'buckets' field must be a positive whole number");
  }
  if (spec.granularity !== undefined) throw requestFailed("the local cloud's $bucketAuto has no granularity");
  const value = compileExpression(spec.groupBy!);
  const fields = outputFields(spec.output);
  return (input) => {
    const sorted = [...input]
      .map((document) => ({ document, value: value(scopeOf(document, now, variables)) ?? null }))
      .sort((a, b) => compare(a.value, b.value));
    return parts(sorted, buckets).map((part) => {
      const next = sorted[part.end];
      const bounds = { min: sorted[part.start]!.value, max: (next ?? sorted[part.end - 1]!).value };
      const target = new Group(bounds, fields);
      for (const { document } of sorted.slice(part.start, part.end)) target.add(document, now, variables);
      return target.result();
    });
  };
};

function parts(sorted: readonly { value: Value }[], buckets: number): { start: number; end: number }[] {
  const size = Math.max(1, Math.round(sorted.length / buckets));
  const found: { start: number; end: number }[] = [];
  let start = 0;
  while (start < sorted.length) {
    let end = found.length === buckets - 1 ? sorted.length : Math.min(start + size, sorted.length);
    while (end < sorted.length && equal(sorted[end - 1]!.value, sorted[end]!.value)) end++;
    found.push({ start, end });
    start = end;
  }
  return found;
}
