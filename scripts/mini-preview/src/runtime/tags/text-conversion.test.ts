import { describe, expect, it } from 'vitest';
import { convertText } from './text-conversion.js';

describe('text', () => {
  it('decodes what WeChat decodes, each entity once', () => {
    expect(convertText('&lt;b&gt; &amp;lt; &nbsp;&apos;&copy;', true, '')).toBe("<b> &lt; \u00a0'&copy;");
  });

  it('keeps blanks as wide as it is told', () => {
    expect(convertText('a b', false, 'emsp')).toBe('a\u2003b');
    expect(convertText('a b', false, 'wide')).toBe('a b');
  });
});
