import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fonts } from './testing.js';
import { cut, drawable, fitted, UNKNOWN, widthOf, wrap } from './typeset.js';

const style = { font: fonts.text, size: 28 };
/** Anything that a person can type, and what people do type. */
const typed = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc
    .array(fc.constantFrom(...'今日己亥，天干「正官」。（宜）守约；Wang 2026年 3.5%！'), { maxLength: 120 })
    .map((all) => all.join('')),
);
const shown = typed.map((text) => drawable(text, fonts.text).text);

describe('a text that is to be drawn', () => {
  it('has no character left that would be blank, and nothing is lost but what stands as 〓', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const { text: clean, replaced } = drawable(text, fonts.text);
        for (const one of clean) expect(fonts.text.has(one.codePointAt(0)!)).toBe(true);
        const marks = [...clean].filter((one) => one === UNKNOWN).length;
        expect(marks).toBe(replaced.length + [...text].filter((one) => one === UNKNOWN).length);
        expect(drawable(clean, fonts.text)).toEqual({ text: clean, replaced: [] });
      }),
    );
  });

  it('counts what is seen as one character as one: a family of emoji, a rare surname', () => {
    expect(drawable('阿👨‍👩‍👧与𠮷氏', fonts.text)).toEqual({ text: '阿〓与〓氏', replaced: ['👨‍👩‍👧', '𠮷'] });
    expect(drawable('朱镕喆旻堃', fonts.text).replaced).toEqual([]);
  });
});

describe('lines', () => {
  it('are never wider than their box, never more than allowed, and lose nothing unless they say so', () => {
    fc.assert(
      fc.property(shown, fc.integer({ min: 60, max: 500 }), fc.integer({ min: 1, max: 6 }), (text, width, most) => {
        const lines = wrap(text, style, width, most);
        expect(lines.length).toBeLessThanOrEqual(most);
        for (const line of lines) expect(widthOf(line, style)).toBeLessThanOrEqual(width);
        if (!lines.at(-1)?.endsWith('…')) expect(lines.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
      }),
    );
  });

  it('begin with no closing mark and end with no opening one', () => {
    const text = '今日己亥，天干己为「正官」，（宜）守约。';
    for (let width = 84; width < 420; width += 7) {
      const lines = wrap(text, style, width, 20);
      for (const line of lines) {
        expect(line).not.toMatch(/^[，。」）]/);
        expect(line).not.toMatch(/[「（]$/);
      }
    }
  });

  it('keep words whole where they fit', () => {
    expect(wrap('生于 Shanghai 的人', style, 150, 9)).toEqual(['生于', 'Shanghai', '的人']);
  });

  it('are cut with an ellipsis, or set smaller first', () => {
    fc.assert(
      fc.property(shown, fc.integer({ min: 40, max: 300 }), (text, width) => {
        expect(widthOf(cut(text, style, width), style)).toBeLessThanOrEqual(width);
        const small = fitted(text, style, width, 20);
        expect(small.style.size).toBeGreaterThanOrEqual(Math.min(20, style.size));
        expect(widthOf(small.text, small.style)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
