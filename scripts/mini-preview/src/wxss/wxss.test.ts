import postcss from 'postcss';
import { describe, expect, it } from 'vitest';
import { switchColorScheme } from './color-scheme.js';
import { scopeSelector } from './scope.js';
import { convertUnits } from './units.js';

describe('units', () => {
  it('measures rpx by the screen, vh by the page and safe areas by the phone', () => {
    expect(convertUnits('32rpx -1.5rpx')).toBe('calc(var(--mp-rpx) * 32) calc(var(--mp-rpx) * -1.5)');
    expect(convertUnits('100vh')).toBe('calc(var(--mp-vh) * 100)');
    expect(convertUnits('calc(24rpx + env(safe-area-inset-bottom))')).toBe(
      'calc(calc(var(--mp-rpx) * 24) + var(--mp-safe-bottom))',
    );
    expect(convertUnits('constant(safe-area-inset-top, 20px)')).toBe('var(--mp-safe-top)');
  });

  it('leaves what only looks like a unit', () => {
    expect(convertUnits('12px arpx 3rpxx')).toBe('12px arpx 3rpxx');
  });
});

describe('scopes', () => {
  it('renames built-in tags', () => {
    expect(scopeSelector('view > text.a', {})).toBe('wx-view > wx-text.a');
  });

  it('keeps the styles of a component to itself', () => {
    expect(scopeSelector('.a .b:not(.c), :host', { classPrefix: 'c1' })).toBe(
      '.c1--a .c1--b:not(.c1--c),[wx-host="c1"]',
    );
  });

  it('keeps the styles of a page to that page', () => {
    expect(scopeSelector('.a, page, page .b', { page: 'p/q' })).toBe(
      '[data-page="p/q"] .a,wx-page[data-page="p/q"],wx-page[data-page="p/q"] .b',
    );
  });

  it('applies the sheet of the app to every page', () => {
    expect(scopeSelector('page', {})).toBe('wx-page');
  });
});

describe('dark mode', () => {
  const switched = (css: string) => {
    const root = postcss.parse(css);
    switchColorScheme(root);
    return root.toString().replace(/\s+/g, ' ').trim();
  };

  it('follows the document instead of the browser', () => {
    expect(switched('@media (prefers-color-scheme: dark) { .a { color: red } }')).toBe(
      ':where(:root[data-theme="dark"]) .a { color: red }',
    );
  });

  it('keeps the rest of a query, and other queries', () => {
    expect(switched('@media (prefers-color-scheme: dark) and (min-width: 3px) {.c{d:e}}')).toContain(
      '@media (min-width: 3px)',
    );
    expect(switched('@media (prefers-reduced-motion: reduce) {.c{d:e}}')).toContain('prefers-reduced-motion');
  });
});
