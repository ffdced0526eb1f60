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
