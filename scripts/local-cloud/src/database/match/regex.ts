import type { BSONRegExp } from 'bson';
import { requestFailed } from '../errors.js';
import { equal } from '../values/compare.js';
import { isRegExp, type Value } from '../values/types.js';
import { BoundedRegExp } from './bounded-regexp.js';
import type { Test } from './predicate.js';

/** Matches strings with a regular expression, and a stored regular expression that is the same. */
export function regexTest(regex: BSONRegExp): Test {
  const compiled = compileRegex(regex.pattern, regex.options);
  return (value) => (typeof value === 'string' ? compiled.test(value) : isRegExp(value) && equal(value, regex));
}

/** Reads `{$regex, $options}`. @throws CloudError for an invalid pattern or option */
export function regexOperator(pattern: Value, options: Value | undefined, make: typeof BSONRegExp): BSONRegExp {
  if (options !== undefined && typeof options !== 'string') throw requestFailed('$options has to be a string');
  if (isRegExp(pattern)) {
    if (options !== undefined && pattern.options !== '') throw requestFailed('options set in both $regex and $options');
    return options === undefined ? pattern : new make(pattern.pattern, sortOptions(options));
  }
  if (typeof pattern !== 'string') throw requestFailed('$regex has to be a string');
  return new make(pattern, sortOptions(options ?? ''));
}

function sortOptions(options: string): string {
  const unknown = options.match(/[^imsx]/)?.[0];
  if (unknown) throw requestFailed(`invalid flag in regex options: ${unknown}`);
  return [...new Set(options)].sort().join('');
}

/** MongoDB's own limit. */
const LONGEST_PATTERN = 32_764;

/**
 * Compiles one of MongoDB's (PCRE's) regular expressions: options i, m, s, x, and the inline form `(?i)` at the
 * beginning. It always comes to an end. What JavaScript's engine does not have (possessive quantifiers, recursion, `\A`) is refused.
 */
export function compileRegex(pattern: string, options: string): BoundedRegExp {
  if (pattern.length > LONGEST_PATTERN) {
    throw requestFailed(`Regular expression is too long: ${pattern.length} of at most ${LONGEST_PATTERN} characters`);
  }
  const inline = /^\(\?([imsx]+)\)/.exec(pattern);
  const flags = new Set([...options, ...(inline?.[1] ?? '')]);
  const body = inline ? pattern.slice(inline[0].length) : pattern;
  const source = flags.delete('x') ? withoutSpace(body) : body;
  const foreign = /\\[AzZGQEK]|[*+?}]\+|\(\?(?:R|[0-9]|P|>|#)/.exec(source.replace(/\\[^AzZGQEK]/g, ''))?.[0];
  if (foreign) throw requestFailed(`the local cloud's regular expressions do not have ${foreign} (in /${pattern}/)`);
  try {
    return new BoundedRegExp(source, [...flags].join(''));
  } catch (error) {
    throw requestFailed(`Regular expression is invalid: ${(error as Error).message}`);
  }
}

/** Takes out what option x has the engine ignore: space and comments outside of character classes. */
function withoutSpace(pattern: string): string {
  return pattern.replace(/\\.|\[(?:\\.|[^\]\\])*\]|\s+|#[^\n]*/gs, (part) => (/^[\s#]/.test(part) ? '' : part));
}

/** The text that every match of an anchored pattern begins with, or undefined when there is none. */
export function literalPrefix(regex: BSONRegExp): string | undefined {
  if (/[imx]/.test(regex.options) || !regex.pattern.startsWith('^') || regex.pattern.includes('|')) return undefined;
  const prefix = /^\^([^\\^$.*+?()[\]{}|]*)(.?)/su.exec(regex.pattern);
  if (!prefix) return undefined;
  const [, text = '', next = ''] = prefix;
  const sure = '*?{'.includes(next) && next !== '' ? [...text].slice(0, -1).join('') : text;
  return sure === '' ? undefined : sure;
}
