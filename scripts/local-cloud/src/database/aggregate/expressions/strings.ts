import { BSONRegExp } from 'bson';
import { requestFailed } from '../../errors.js';
import type { BoundedRegExp } from '../../match/bounded-regexp.js';
import { compileRegex, regexOperator } from '../../match/regex.js';
import { step } from '../../turn.js';
import { bounded, checkBuilt, GrowingArray } from '../../values/built-size.js';
import { compareStrings } from '../../values/compare.js';
import { type Document, isNumeric, isRegExp, typeName, type Value } from '../../values/types.js';
import type { Expression, ExpressionOperator, Scope } from '../expression.js';
import { integerOf, isNullish, named, nullable, stringOf, withArguments } from './arguments.js';
import { dateToIso } from './dates.js';

const many = Number.POSITIVE_INFINITY;

/** What `$toLower`, `$substr` and their kin make of a value: null is empty, numbers and dates are written out. */
function coerced(name: string, value: Value | undefined): string {
  if (isNullish(value)) return '';
  if (typeof value === 'string') return value;
  if (isNumeric(value)) return String(value);
  if (value instanceof Date) return dateToIso(value);
  throw requestFailed(`can't convert from BSON type ${typeName(value)} to String (${name})`);
}

function concat(values: Value[]): string {
  const texts = values.map((value) => {
    if (typeof value !== 'string') throw requestFailed(`$concat only supports strings, not ${typeName(value)}`);
    return value;
  });
  checkBuilt(texts.reduce((length, text) => length + text.length, 0));
  return texts.join('');
}

/** `$indexOfBytes` and `$indexOfCP`: null for a null text, -1 when the part is not found. */
function position(name: string, search: (text: string, part: string, from: number, to?: number) => number) {
  return withArguments(name, 2, 4, ([text, part, start, end]) => {
    if (isNullish(text)) return null;
    const from = start === undefined ? 0 : integerOf(name, start);
    const to = end === undefined ? undefined : integerOf(name, end);
    if (from < 0 || (to ?? 0) < 0) throw requestFailed(`${name} requires a nonnegative starting and ending index`);
    return search(stringOf(name, text), stringOf(name, part), from, to);
  });
}

function indexOfBytes(text: string, part: string, from: number, to?: number): number {
  const whole = Buffer.from(text, 'utf8').subarray(0, to);
  return from > whole.length ? -1 : whole.indexOf(part, from, 'utf8');
}

function indexOfCodePoints(text: string, part: string, from: number, to?: number): number {
  const points = [...text];
  const within = points.slice(from, to).join('');
  const at = from > Math.min(to ?? points.length, points.length) ? -1 : within.indexOf(part);
  return at < 0 ? -1 : from + codePoints(within, 0, at);
}

function substringBytes(name: string): ExpressionOperator {
  return withArguments(name, 3, 3, ([text, start, length]) => {
    const bytes = Buffer.from(coerced(name, text), 'utf8');
    const [from, count] = [integerOf(name, start), integerOf(name, length)];
    if (from < 0) throw requestFailed(`${name}: starting index must be non-negative (got: ${from})`);
    const to = count < 0 ? bytes.length : Math.min(from + count, bytes.length);
    const continues = (at: number) => at < bytes.length && (bytes[at]! & 0xc0) === 0x80;
    if (from < bytes.length && (continues(from) || continues(to))) {
      throw requestFailed(`${name}: Invalid range, starting or ending index is in the middle of a UTF-8 character.`);
    }
    return bytes.subarray(from, to).toString('utf8');
  });
}

const substringCodePoints = withArguments('$substrCP', 3, 3, ([text, start, length]) => {
  const points = [...coerced('$substrCP', text)];
  const [from, count] = [integerOf('$substrCP', start), integerOf('$substrCP', length)];
  if (from < 0 || count < 0)
    throw requestFailed('$substrCP: the starting index and length must be nonnegative integers');
  return points.slice(from, from + count).join('');
});

/** White space that `$trim` takes away when no characters are given (MongoDB's list). */
const spaces = '\0\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a';

const trim = (name: string, left: boolean, right: boolean) =>
  named(name, ['input'], ['chars'], ({ input, chars }) => (scope) => {
    const text = input!(scope);
    if (isNullish(text)) return null;
    const given = chars ? chars(scope) : spaces;
    if (isNullish(given)) return null;
    const cut = new Set(stringOf(name, given));
    const points = [...stringOf(name, text)];
    let [from, to] = [0, points.length];
    while (left && from < to && cut.has(points[from]!)) from++;
    while (right && to > from && cut.has(points[to - 1]!)) to--;
    return points.slice(from, to).join('');
  });

const replace = (name: string, all: boolean) =>
  named(name, ['input', 'find', 'replacement'], [], (parts) => (scope) => {
    const values = [parts.input!(scope), parts.find!(scope), parts.replacement!(scope)];
    if (values.some(isNullish)) return null;
    const [text, find, by] = values.map((value) => stringOf(name, value)) as [string, string, string];
    if (!all) return bounded(text.replace(find, () => by));
    if (by.length > find.length) checkBuilt(text.length + (text.split(find).length - 1) * (by.length - find.length));
    return text.replaceAll(find, () => by);
  });

/** The compiled pattern of `$regexMatch` and its kin; kept as long as it is the same. */
function patternOf(name: string, regex: Expression, options: Expression | undefined) {
  let key: string | undefined;
  let compiled: BoundedRegExp | undefined;
  return (scope: Scope): BoundedRegExp | undefined => {
    const pattern = regex(scope);
    if (isNullish(pattern)) return undefined;
    if (typeof pattern !== 'string' && !isRegExp(pattern))
      throw requestFailed(`${name} needs 'regex' to be of type string or regex`);
    const given = options?.(scope) ?? undefined;
    const wanted = regexOperator(pattern, given, BSONRegExp);
    if (key === `${wanted.options}/${wanted.pattern}`) return compiled;
    key = `${wanted.options}/${wanted.pattern}`;
    compiled = compileRegex(wanted.pattern, wanted.options);
    return compiled;
  };
}

/** What `$regexFind` says of a match, its place in code points. */
const found = (match: RegExpExecArray, idx: number): Document => ({
  match: match[0],
  idx,
  captures: match.slice(1).map((capture) => capture ?? null),
});

function firstMatch(pattern: BoundedRegExp, text: string): Value {
  const match = pattern.first(text);
  return match && found(match, codePoints(text, 0, match.index));
}

function allMatches(pattern: BoundedRegExp, text: string): Value {
  const matches = new GrowingArray();
  let [at, points] = [0, 0];
  for (const match of pattern.all(text)) {
    step();
    points += codePoints(text, at, match.index);
    at = match.index;
    matches.push(found(match, points));
  }
  return matches.values;
}

/** How many characters lie between two places. */
function codePoints(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if ((text.charCodeAt(at) & 0xfc00) !== 0xdc00) count++;
  return count;
}

function regex(name: string, result: (pattern: BoundedRegExp, text: string) => Value, none: Value) {
  return named(name, ['input', 'regex'], ['options'], ({ input, regex: pattern, options }) => {
    const compiled = patternOf(name, pattern!, options);
    return (scope) => {
      const text = input!(scope);
      const expression = compiled(scope);
      if (isNullish(text) || !expression) return none;
      return result(expression, stringOf(name, text));
    };
  });
}

export const stringExpressions: Record<string, ExpressionOperator> = {
  $concat: nullable('$concat', 0, many, concat),
  $indexOfBytes: position('$indexOfBytes', indexOfBytes),
  $indexOfCP: position('$indexOfCP', indexOfCodePoints),
  $ltrim: trim('$ltrim', true, false),
  $regexFind: regex('$regexFind', firstMatch, null),
  $regexFindAll: regex('$regexFindAll', allMatches, []),
  $regexMatch: regex('$regexMatch', (pattern, text) => pattern.test(text), false),
  $replaceAll: replace('$replaceAll', true),
  $replaceOne: replace('$replaceOne', false),
  $rtrim: trim('$rtrim', false, true),
  $split: nullable('$split', 2, 2, ([text, separator]) => {
    const by = stringOf('$split', separator);
    if (by === '') throw requestFailed('$split requires a non-empty separator');
    return bounded(stringOf('$split', text).split(by));
  }),
  $strLenBytes: withArguments('$strLenBytes', 1, 1, ([text]) => Buffer.byteLength(stringOf('$strLenBytes', text))),
  $strLenCP: withArguments('$strLenCP', 1, 1, ([text]) => [...stringOf('$strLenCP', text)].length),
  $strcasecmp: withArguments('$strcasecmp', 2, 2, ([a, b]) =>
    Math.sign(compareStrings(upper(coerced('$strcasecmp', a)), upper(coerced('$strcasecmp', b)))),
  ),
  $substr: substringBytes('$substr'),
  $substrBytes: substringBytes('$substrBytes'),
  $substrCP: substringCodePoints,
  $toLower: withArguments('$toLower', 1, 1, ([text]) => lower(coerced('$toLower', text))),
  $toUpper: withArguments('$toUpper', 1, 1, ([text]) => upper(coerced('$toUpper', text))),
  $trim: trim('$trim', true, true),
};

/** MongoDB changes the case of ASCII letters only. */
function upper(text: string): string {
  return text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
