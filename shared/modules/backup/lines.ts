import { types } from 'node:util';
import type { Instant } from '../../contracts/terms.js';
import { canonical } from '../../core/canonical.js';
import { toDate } from '../../core/time.js';
import { BackupProblem } from './problem.js';

/** A document as a backup holds it; a type that is lost without a trace would be found out only when it is needed. */
export type Line = { put: Record<string, unknown> & { _id: string } } | { del: string };

/**
 * One line of a backup: JSON in which a date is `{"$date":"…"}` and a number that JSON has no word for is `{"$number":"NaN"}`. Places
 * are GeoJSON, which is what the database keeps. Equal documents give equal lines.
 * @throws BackupProblem for a value of a type that no document of ours has
 */
export function lineOf(line: Line): string {
  return canonical('put' in line ? { put: encode(line.put, line.put._id) } : line);
}

/** @throws BackupProblem when `text` is no line of a backup */
export function readLine(text: string): Line {
  const line = decode(JSON.parse(text)) as Line;
  if ('put' in line ? typeof line.put?._id === 'string' : typeof line.del === 'string') return line;
  throw new BackupProblem(`a line is neither a document nor a deletion: ${text.slice(0, 80)}`);
}

const GEOMETRIES = /^(Multi)?(Point|LineString|Polygon)$/;

function encode(value: unknown, where: string): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $number: String(value) };
  if (types.isDate(value)) return { $date: value.toISOString() };
  if (Array.isArray(value)) return value.map((item, place) => encode(item, `${where}.${place}`));
  if (typeof value !== 'object')
    throw new BackupProblem(`${where} is ${value === undefined ? 'undefined' : typeof value}`);
  if (Object.getPrototypeOf(value) !== Object.prototype) return encodePlace(value, where);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (key.startsWith('$')) throw new BackupProblem(`${where} has a field ${key}, as no document can`);
      return [key, encode(item, `${where}.${key}`)];
    }),
  );
}

/** The SDK gives places as objects of its own, which write themselves as GeoJSON. */
function encodePlace(value: object, where: string): unknown {
  const { toJSON } = value as { toJSON?: () => unknown };
  const json = toJSON?.call(value) as { type?: unknown; coordinates?: unknown } | undefined;
  if (json && GEOMETRIES.test(String(json.type)) && Array.isArray(json.coordinates))
    return { type: json.type, coordinates: json.coordinates };
  throw new BackupProblem(
    `${where} is a ${value.constructor?.name ?? 'object without a type'}, which a backup cannot hold`,
  );
}

function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [[key, item] = []] = entries;
  if (entries.length === 1 && key === '$date') return toDate(item as Instant);
  if (entries.length === 1 && key === '$number') return Number(item);
  return Object.fromEntries(entries.map(([name, inner]) => [name, decode(inner)]));
}
