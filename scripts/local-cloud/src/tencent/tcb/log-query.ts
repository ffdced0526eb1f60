import { TencentError, unsupported } from '../api/error.js';

/** One line of a log, as key and value. */
export type LogLine = Record<string, string | number>;

type Matcher = (line: LogLine) => boolean;

/** CLS takes 12 KB; what one may hold is ours, so that thousands of lines are searched in no time. */
const MOST = { bytes: 12 * 1024, terms: 200, nesting: 50 } as const;

const TOKEN = /\s*(?:(\()|(\))|((?:[A-Za-z_][\w.]*:)?"(?:[^"\\]|\\.)*"|[^\s()"]+))/y;

/**
 * A query in CLS's language, as far as lines of functions are looked for by it: `key:value`, `key:"value"`, text, `*`; joined by
 * AND (or nothing), OR, NOT and parentheses.
 * @throws TencentError InvalidParameterValue for what is no query or too large a one, UnsupportedOperation for SQL after `|`
 */
export function parseLogQuery(query: string): Matcher {
  if (Buffer.byteLength(query) > MOST.bytes) throw tooLarge(`longer than ${MOST.bytes} bytes`);
  const tokens = tokenize(query);
  if (tokens.length > MOST.terms) throw tooLarge(`made of more than ${MOST.terms} parts`);
  let at = 0;
  let depth = 0;
  const peek = () => tokens[at];
  const wrong = () => new TencentError('InvalidParameterValue', `QueryString is not a query: ${query}`);

  function either(): Matcher {
    const parts = [both()];
    while (peek()?.toUpperCase() === 'OR') {
      at++;
      parts.push(both());
    }
    return parts.length === 1 ? parts[0]! : (line) => parts.some((part) => part(line));
  }

  function both(): Matcher {
    const parts = [one()];
    for (let next = peek(); next !== undefined && next !== ')' && next.toUpperCase() !== 'OR'; next = peek()) {
      if (next.toUpperCase() === 'AND') at++;
      parts.push(one());
    }
    return (line) => parts.every((part) => part(line));
  }

  function one(): Matcher {
    if (++depth > MOST.nesting) throw tooLarge(`nested deeper than ${MOST.nesting}`);
    const found = bare();
    depth--;
    return found;
  }

  function bare(): Matcher {
    const token = tokens[at++];
    if (token === undefined || token === ')' || /^(AND|OR)$/i.test(token)) throw wrong();
    if (/^NOT$/i.test(token)) {
      const negated = one();
      return (line) => !negated(line);
    }
    if (token !== '(') return term(token);
    const inner = either();
    if (tokens[at++] !== ')') throw wrong();
    return inner;
  }

  if (tokens.length === 0) return () => true;
  const matcher = either();
  if (at < tokens.length) throw wrong();
  return matcher;
}

const tooLarge = (why: string) => new TencentError('InvalidParameterValue', `QueryString is ${why}`);

function tokenize(query: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const text = query.trimEnd();
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (!match) throw new TencentError('InvalidParameterValue', `QueryString is not a query: ${query}`);
    const token = match[1] ?? match[2] ?? match[3]!;
    if (token.startsWith('|')) throw unsupported('the analysis of logs by SQL; search for lines and count them');
    tokens.push(token);
  }
  return tokens;
}

function term(token: string): Matcher {
  if (token === '*') return () => true;
  const [, key, text] = /^(?:([A-Za-z_][\w.]*):)?(.*)$/s.exec(token)!;
  const value = text!.startsWith('"') ? text!.slice(1, -1).replace(/\\(.)/g, '$1') : text!;
  if (key !== undefined) return (line) => (value === '*' ? key in line : matchesWhole(line[key], value));
  return (line) => Object.values(line).some((field) => String(field).includes(value));
}

/** A field is found by its value, and a long text by what it holds. */
function matchesWhole(field: string | number | undefined, value: string): boolean {
  if (field === undefined) return false;
  return String(field) === value || (typeof field === 'string' && /\s|[{[]/.test(field) && field.includes(value));
}
