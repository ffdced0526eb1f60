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
