import { describe, expect, it } from 'vitest';
import { compileRegex } from './regex.js';

describe('a regular expression that backtracks', () => {
  it.each(['^(a+)+$', '(x+x+)+y', '^(([a-z])+.)+[A-Z]([a-z])+$'])(
    '%s comes to an end on a text made against it',
    (pattern) => {
      const text = `${'a'.repeat(40)}${'x'.repeat(40)}!`;
      expect(compileRegex(pattern, '').test(text)).toBe(false);
    },
  );
});

describe('a regular expression that no linear engine takes', () => {
  it.each([
    ['^(a+)+$', 'i'],
    ['^(?=(a+)+$)b', ''],
    ['(a*)*\\1b', ''],
    ['(a{1,30}){1,30}$', ''],
  ])('/%s/%s is refused after a second', (pattern, options) => {
    const compiled = compileRegex(pattern, options);
    const started = performance.now();
    expect(() => compiled.test(`${'a'.repeat(200)}!`)).toThrow(/backtracks/);
    expect(() => compiled.test(`${'a'.repeat(200)}!`)).toThrow(/backtracks/);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('is quick where it cannot do harm', () => {
    const compiled = compileRegex('foo.*bar', 'i');
    const started = performance.now();
    for (let at = 0; at < 20_000; at++) compiled.test(`a name of ordinary length, FOO and ${at} BAR`);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('may not be longer than MongoDB allows', () => {
    expect(() => compileRegex('a'.repeat(40_000), '')).toThrow('Regular expression is too long: 40000');
  });
});
