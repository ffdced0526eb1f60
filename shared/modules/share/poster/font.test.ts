import { describe, expect, it } from 'vitest';
import { charactersOfHeadings, charactersOfPictures, gb2312 } from '../../../../scripts/art/songti/characters.js';
import { BRANCHES, STEMS } from '../../bazi/chart/sexagenary.js';
import { readFont } from './font.js';
import { fonts } from './testing.js';
import { UNKNOWN } from './typeset.js';

const missing = (text: string, font = fonts.text) => [...text].filter((one) => !font.has(one.codePointAt(0)!));

describe('the font of the pictures', () => {
  it('has all of GB 2312, and what lines of text need beside it', () => {
    expect([...gb2312()].length).toBeGreaterThan(6763 + 600);
    expect(missing(gb2312())).toEqual([]);
    expect(missing(charactersOfPictures() + UNKNOWN)).toEqual([]);
  });

  it('has in its heavier weight what headings are made of', () => {
    expect(missing(charactersOfHeadings() + STEMS.join('') + BRANCHES.join(''), fonts.heading)).toEqual([]);
  });

  it.each(['text', 'heading'] as const)('draws no character blank that is not a space (%s)', (weight) => {
    const font = fonts[weight];
    const blank = font.codePoints().filter((one) => !font.isInked(one));
    expect(blank.map((one) => String.fromCodePoint(one)).filter((one) => !/\s/u.test(one))).toEqual([]);
  });

  it('sets Chinese characters a whole em wide, and letters as wide as they are', () => {
    const widths = (text: string) => [...new Set([...text].map((one) => fonts.text.advance(one.codePointAt(0)!)))];
    expect(widths('甲乙丙丁，。〓')).toEqual([1]);
    expect(widths('W')[0]).toBeGreaterThan(widths('i')[0]! * 2);
    expect(fonts.text.has('😀'.codePointAt(0)!)).toBe(false);
  });
});

it('a file that is no font is refused', () => {
  expect(() => readFont(new Uint8Array(100))).toThrow('the font has no table cmap');
});
