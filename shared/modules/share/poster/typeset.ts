import type { Font } from './font.js';

/** How a text is set. */
export interface Style {
  font: Font;
  /** Pixels. */
  size: number;
  /** Between characters, as a part of the size. */
  spacing?: number;
}

/** Stands for a character that the font has not got: a blank would not be seen to be one. */
export const UNKNOWN = '〓';
const CUT = '…';

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * A text as the font can draw it: what a reader sees as one character, and the font has not got, becomes one 〓. So nothing is ever
 * drawn blank.
 */
export function drawable(text: string, font: Font): { text: string; replaced: string[] } {
  const replaced: string[] = [];
  const characters = [...graphemes.segment(text)].map(({ segment }) => {
    if ([...segment].every((one) => font.has(one.codePointAt(0)!))) return segment;
    replaced.push(segment);
    return UNKNOWN;
  });
  return { text: characters.join(''), replaced };
}

/** How wide a line is, by the font's own advances. Characters are placed one by one, so that no kerning makes it another. */
export function widthOf(text: string, style: Style): number {
  const places = placesOf(text, style);
  return places.at(-1)!;
}

/** Where each character of a line begins, from 0, and where the line ends. */
export function placesOf(text: string, { font, size, spacing = 0 }: Style): number[] {
  const characters = [...text];
  const places = [0];
  for (const [place, character] of characters.entries()) {
    const gap = place === characters.length - 1 ? 0 : spacing;
    places.push(places[place]! + (font.advance(character.codePointAt(0)!) + gap) * size);
  }
  return places;
}

/** What may not stand at the beginning of a line, and at its end (禁则; GB/T 15834-2011, 5.1). */
const CLOSING = /^[、。，．：；！？）》」』】〉〕〗”’…·％%,.:;!?)\]}]$/u;
const OPENING = /^[（《「『【〈〔〖“‘([{]$/u;
const WORD = /^[\p{Script=Latin}\p{Nd}'-]$/u;

/**
 * A text in lines, none wider than `width`. Words of Latin letters stay whole where they fit a line; marks stay with what they belong to.
 * What is too much for `most` lines is cut, and says so by an ellipsis.
 */
export function wrap(text: string, style: Style, width: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    for (const part of widthOf(piece, style) <= width ? [piece] : [...piece]) {
      if (line !== '' && widthOf(line + part, style) > width) {
        lines.push(line.trimEnd());
        line = '';
      }
      line += line === '' ? part.trimStart() : part;
    }
  }
  if (line !== '') lines.push(line.trimEnd());
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), cut(lines.slice(most - 1).join(''), style, width)];
}

/** How far lines are apart, as a part of their size. */
export const LEADING = 1.4;
const SMALLEST = 20;

/** A text in lines that are not higher than `height` together: smaller where it is long, and cut where it is too long even so. */
export function paragraph(
  text: string,
  style: Style,
  width: number,
  height: number,
): { size: number; lines: string[] } {
  for (let { size } = style; ; size -= 1) {
    const most = Math.floor(height / Math.round(size * LEADING));
    const whole = wrap(text, { ...style, size }, width, Number.POSITIVE_INFINITY);
    if (whole.length <= most) return { size, lines: whole };
    if (size <= SMALLEST) return { size, lines: wrap(text, { ...style, size }, width, most) };
  }
}

/** A text on one line, cut with an ellipsis where it is too wide. */
export function cut(text: string, style: Style, width: number): string {
  if (widthOf(text, style) <= width) return text;
  const characters = [...text];
  while (characters.length > 0 && widthOf(`${characters.join('')}${CUT}`, style) > width) characters.pop();
  return `${characters.join('').trimEnd()}${CUT}`;
}

/** A text on one line, as large as it can be: smaller where it is too wide, but not below `smallest`; then cut. */
export function fitted(text: string, style: Style, width: number, smallest: number): { text: string; style: Style } {
  const wide = widthOf(text, style);
  const size = wide <= width ? style.size : Math.max(smallest, Math.floor((style.size * width) / wide));
  const smaller = { ...style, size };
  return { text: cut(text, smaller, width), style: smaller };
}

/** What has to stay together: a word, a character with its marks. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let [open, word] = [false, false];
  for (const character of text) {
    const isWord = WORD.test(character);
    const joins = pieces.length > 0 && (open || (word && isWord) || CLOSING.test(character));
    if (joins) pieces[pieces.length - 1] += character;
    else pieces.push(character);
    open = OPENING.test(character);
    word = isWord;
  }
  return pieces;
}
