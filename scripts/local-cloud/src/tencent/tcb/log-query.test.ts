import { expect, it } from 'vitest';
import { parseLogQuery } from './log-query.js';

const line = {
  function_name: 'order-create',
  qualifier: '3',
  src: 'app',
  status_code: 202,
  log: '{"level":"error","event":"call","code":"INTERNAL"}',
};

it.each([
  ['', true],
  ['*', true],
  ['function_name:"order-create"', true],
  ['function_name:order', false],
  ['qualifier:3 AND src:app', true],
  ['qualifier:3 src:system', false],
  ['(function_name:"x" AND qualifier:"1") OR (function_name:"order-create" AND qualifier:"3")', true],
  ['NOT src:system', true],
  ['function_name:* AND NOT (qualifier:3 OR qualifier:4)', false],
  ['"INTERNAL"', true],
  ['log:"\\"code\\":\\"INTERNAL\\""', true],
  ['status_code:202', true],
  ['nothing:*', false],
])('%s finds a line: %s', (query, found) => {
  expect(parseLogQuery(query)(line)).toBe(found);
});

it.each(['(', 'a AND', 'OR b', 'a )', '"open'])('%s is no query', (query) => {
  expect(() => parseLogQuery(query)).toThrow(/is not a query/);
});

it('refuses SQL by name', () => {
  expect(() => parseLogQuery('* | select count(*)')).toThrow(/SQL/);
});

it.each([
  ['(', 'made of more than 200 parts', 5000],
  ['(', 'nested deeper than 50', 150],
  ['NOT ', 'nested deeper than 50', 150],
  ['a OR ', 'made of more than 200 parts', 2000],
  ['x', 'longer than 12288 bytes', 20_000],
])('a query of many %j is refused: %s', (part, why, times) => {
  expect(() => parseLogQuery(part.repeat(times))).toThrow(why);
});

it('text is text, and no regular expression', () => {
  const long = { log: `${'a'.repeat(100_000)}!` };
  expect(parseLogQuery('"(a+)+$"')(long)).toBe(false);
  expect(parseLogQuery('"(a+)+$"')({ log: 'x (a+)+$ y' })).toBe(true);
  for (const hostile of ['a:'.repeat(6000), `"${'\\a'.repeat(6000)}`, `a${'.a'.repeat(6000)}`]) {
    const began = performance.now();
    tryQuery(hostile);
    expect(performance.now() - began).toBeLessThan(500);
  }
});

function tryQuery(query: string): void {
  try {
    parseLogQuery(query.slice(0, 12_000));
  } catch (error) {
    expect(error).toMatchObject({ code: 'InvalidParameterValue' });
  }
}
