import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPageUrl, parsePageUrl } from './url.js';

describe('addresses of pages', () => {
  it('are absolute from the root, or relative to a page', () => {
    expect(parsePageUrl('/packages/a/pages/x/x?id=1')).toEqual({ path: 'packages/a/pages/x/x', query: { id: '1' } });
    expect(parsePageUrl('../y/y', 'packages/a/pages/x/x').path).toBe('packages/a/pages/y/y');
    expect(parsePageUrl('./z?a', 'packages/a/pages/x/x')).toEqual({ path: 'packages/a/pages/x/z', query: { a: '' } });
  });

  it('keep what is no valid escape sequence', () => {
    expect(parsePageUrl('/a?discount=50%').query).toEqual({ discount: '50%' });
  });

  it('keep a value with equals signs and question marks whole', () => {
    expect(parsePageUrl('/a?next=/b?c=d').query).toEqual({ next: '/b?c=d' });
  });

  it('take every key for a key, __proto__ too', () => {
    expect(Object.entries(parsePageUrl('/a?__proto__=b&constructor=c').query)).toEqual([
      ['__proto__', 'b'],
      ['constructor', 'c'],
    ]);
  });

  it('come back as they went', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(fc.dictionary(text, text), (query) => {
        const url = { path: 'packages/a/pages/x/x', query: { ...query } };
        const back = parsePageUrl(formatPageUrl(url));
        expect([back.path, Object.entries(back.query).sort()]).toEqual([url.path, Object.entries(query).sort()]);
      }),
    );
  });
});
