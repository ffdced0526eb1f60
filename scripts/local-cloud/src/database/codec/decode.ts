import { Binary, BSONRegExp, type Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { invalidParameter } from '../errors.js';
import { limits } from '../limits.js';
import { fromBigInt } from '../values/numbers.js';
import type { Document, Value } from '../values/types.js';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

/** Levels that a wire value may have: a document's own, and those that operators and type wrappers add. */
const deepest = limits.nesting + 60;

/**
 * Reads a value in any of the forms that the SDKs send: canonical or relaxed EJSON, and the older plain JSON with
 * `{$date: ms}`, `{$date: {offset}}` and `{$regex, $options}`.
 * @param now what a server date means, in ms
 * @throws CloudError INVALID_PARAM for a malformed or unsupported type
 */
export function decodeJson(json: unknown, now: number): Value {
  return decode(json as Json, now, 0);
}

/** Reads a string of EJSON. */
export function decodeText(text: string, now: number): Value {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalidParameter('the value is not valid JSON');
  }
  return decodeJson(json, now);
}

function decode(json: Json, now: number, depth: number): Value {
  if (typeof json !== 'object' || json === null) return json;
  if (depth > deepest) throw invalidParameter(`the value is nested deeper than ${limits.nesting} levels`);
  if (Array.isArray(json)) return json.map((element) => decode(element, now, depth + 1));
  const fields = Object.keys(json);
  if (fields.length > 0 && fields.length <= 2 && fields[0]!.startsWith('$')) {
    const value = decodeWrapper(json, fields, now, depth);
    if (value !== undefined) return value;
  }
  const document: Document = {};
  for (const field of fields) {
    if (field === '__proto__') throw invalidParameter('the local cloud cannot hold a field named __proto__');
    document[field] = decode(json[field]!, now, depth + 1);
  }
  return document;
}

function decodeWrapper(json: JsonObject, fields: string[], now: number, depth: number): Value | undefined {
  const key = fields[0]!;
  if (fields.length === 2) return decodePair(json, fields);
  const read = wrappers[key];
  if (!read) return undefined;
  return read(json[key]!, now, depth);
}

function decodePair(json: JsonObject, fields: string[]): Value | undefined {
  if (!fields.includes('$regex') || !fields.includes('$options')) return undefined;
  const { $regex: pattern, $options: options } = json;
  if (typeof pattern !== 'string' || typeof options !== 'string') return undefined;
  return new BSONRegExp(pattern, knownOptions(options));
}

/** JavaScript's flags without a meaning in MongoDB (`g`, `u`, `y`, `d`) are dropped, as research 3 has it. */
const knownOptions = (options: string) => [...new Set(options.replace(/[^imsx]/g, ''))].sort().join('');

const wrappers: Record<string, (value: Json, now: number, depth: number) => Value | undefined> = {
  $numberInt: (value) => readNumber(value, '$numberInt'),
  $numberDouble: (value) => readNumber(value, '$numberDouble'),
  $numberLong: (value) => readLong(value),
  $oid: (value) => {
    if (typeof value !== 'string' || !/^[0-9a-f]{24}$/i.test(value)) throw malformed('$oid', value);
    return new ObjectId(value);
  },
  $date: (value, now) => readDate(value, now),
  $tcb_server_date: (value, now) => new Date(now + readOffset(value)),
  $regularExpression: (value) => {
    const { pattern, options } = asObject(value, '$regularExpression');
    if (typeof pattern !== 'string') throw malformed('$regularExpression', value);
    return new BSONRegExp(pattern, knownOptions(typeof options === 'string' ? options : ''));
  },
  $regex: (value) => (typeof value === 'string' ? new BSONRegExp(value, '') : undefined),
  $binary: (value) => {
    const { base64, subType } = asObject(value, '$binary');
    if (typeof base64 !== 'string' || typeof subType !== 'string') throw malformed('$binary', value);
    return new Binary(Buffer.from(base64, 'base64'), Number.parseInt(subType, 16));
  },
  $timestamp: (value) => {
    const { t, i } = asObject(value, '$timestamp');
    if (typeof t !== 'number' || typeof i !== 'number') throw malformed('$timestamp', value);
    return new Timestamp({ t, i });
  },
  $minKey: () => new MinKey(),
  $maxKey: () => new MaxKey(),
  $numberDecimal: () => unsupported('Decimal128'),
  $code: () => unsupported('JavaScript code'),
  $symbol: () => unsupported('Symbol'),
  $dbPointer: () => unsupported('DBPointer'),
  $undefined: () => unsupported('undefined'),
};

const malformed = (wrapper: string, value: Json) =>
  invalidParameter(`malformed ${wrapper}: ${JSON.stringify(value).slice(0, 100)}`);

function unsupported(type: string): never {
  throw invalidParameter(`the local cloud does not support values of type ${type}`);
}

function asObject(value: Json, wrapper: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed(wrapper, value);
  return value;
}

function readNumber(value: Json, wrapper: string): number {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof number !== 'number' || (Number.isNaN(number) && value !== 'NaN')) throw malformed(wrapper, value);
  return number;
}

function readLong(value: Json): number | Long {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  if (typeof value !== 'string' || !/^-?[0-9]{1,20}$/.test(value)) throw malformed('$numberLong', value);
  const exact = BigInt(value);
  if (BigInt.asIntN(64, exact) !== exact) throw malformed('$numberLong', value);
  return fromBigInt(exact);
}

function readDate(value: Json, now: number): Date {
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && 'offset' in value) {
    return new Date(now + readOffset(value));
  }
  const inner = decodeDateNumber(value);
  const date = new Date(inner);
  if (Number.isNaN(date.getTime())) throw malformed('$date', value);
  return date;
}

function decodeDateNumber(value: Json): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return Date.parse(value);
  const [wrapper, number] = Object.entries(asObject(value, '$date'))[0] ?? [];
  if (wrapper === undefined || !wrapper.startsWith('$number')) throw malformed('$date', value);
  return readNumber(number!, '$date');
}

function readOffset(value: Json): number {
  const { offset } = asObject(value, 'server date');
  if (offset === undefined) return 0;
  if (typeof offset === 'number') return offset;
  return readNumber(Object.values(asObject(offset, 'server date'))[0] ?? 0, 'server date');
}
