import { expect, it } from 'vitest';
import { checkRoom, functionLimits, parseFunctionLimits } from './function-limit.js';

it('leaves 50 functions to an environment unless it is raised', () => {
  expect(functionLimits()('a')).toBe(50);
  expect(functionLimits(200)('a')).toBe(200);
  expect(functionLimits({ a: 200 })('a')).toBe(200);
  expect(functionLimits({ a: 200 })('b')).toBe(50);
});

it('takes no limit that is not a whole number from 1', () => {
  for (const wrong of [0, -1, 1.5, Number.NaN]) expect(() => functionLimits({ a: wrong })).toThrow(/whole number/);
});

it('reads the command line', () => {
  expect(parseFunctionLimits(['200'])).toBe(200);
  expect(parseFunctionLimits(['a=200', 'b=60'])).toEqual({ a: 200, b: 60 });
  for (const wrong of [['many'], ['0'], ['a='], ['a=1', '7'], ['A=1']]) {
    expect(() => parseFunctionLimits(wrong), wrong.join()).toThrow(/--function-limit/);
  }
});

it('names the limit and how to raise it', () => {
  expect(() => checkRoom('shop', 49, 50)).not.toThrow();
  expect(() => checkRoom('shop', 50, 50)).toThrow(/"shop" has 50 functions.*limit is 50.*--function-limit shop=/);
});
