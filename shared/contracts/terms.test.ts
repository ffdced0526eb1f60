import { describe, expect, it } from 'vitest';
import { lineOfText, textOfLines } from './terms.js';

const unseen = [
  '\u200b',
  '\u202e',
  '\u2028',
  '\u2029',
  '\u3164',
  '\uffa0',
  '\u115f',
  '\ud800',
  '\uffff',
  '\u{1fffe}',
  '\0',
];

describe('what a person typed', () => {
  it.each(unseen)('holds nothing that nobody sees: %j', (character) => {
    for (const text of [lineOfText(1, 20), textOfLines(20)]) {
      expect(text.safeParse(`甲${character}乙`).success).toBe(false);
    }
  });

  it.each(['妈妈', 'Zoë', '❤️', '𠀀', '<b>"&\'', '甲·乙', '한국'])('may be %s', (text) => {
    expect(lineOfText(1, 20).parse(text)).toBe(text);
  });

  it('has several lines and joined emoji where it may', () => {
    expect(textOfLines(20).parse('甲\n👨‍👩‍👧')).toBe('甲\n👨‍👩‍👧');
    expect(lineOfText(1, 20).safeParse('甲\n乙').success).toBe(false);
  });
});
