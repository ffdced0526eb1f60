import { describe, expect, it } from 'vitest';
import { seenLine } from './terms.js';

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

describe('a line that a person typed', () => {
  it.each(unseen)('holds nothing that nobody sees: %j', (character) => {
    expect(seenLine(1, 20).safeParse(`甲${character}乙`).success).toBe(false);
  });

  it.each(['妈妈', 'Zoë', '❤️', '𠀀', '<b>"&\'', '甲·乙', '한국'])('may be %s', (text) => {
    expect(seenLine(1, 20).parse(text)).toBe(text);
  });
});
