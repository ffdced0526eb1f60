import type { Font } from './font.js';
import type { Size } from './format.js';
import { placesOf, type Style } from './typeset.js';

/** The fonts of the pictures. */
export interface Fonts {
  text: Font;
  /** Heavier; for stems, branches and the seal alone. */
  heading: Font;
}

/** Families as the fonts name themselves. */
const FAMILIES: Readonly<Record<keyof Fonts, string>> = { text: 'Noto Serif SC', heading: 'Noto Serif SC SemiBold' };

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A line of text, and the box that it must not leave. */
export interface TextLine {
  kind: 'text';
  text: string;
  /** Where each character begins. */
  xs: number[];
  /** Of the line on which it stands. */
  baseline: number;
  right: number;
  size: number;
  family: keyof Fonts;
  fill: string;
  box: Box;
}

/** Anything else: an element of SVG with attributes that are ours. */
export interface Figure {
  kind: 'figure';
  element: 'rect' | 'circle' | 'path' | 'image';
  attributes: Readonly<Record<string, string | number>>;
}

export type Shape = TextLine | Figure;

export const figure = (element: Figure['element'], attributes: Figure['attributes']): Figure => {
  return { kind: 'figure', element, attributes };
};

/** How far a glyph of this font reaches above its baseline, and below, as parts of its size: what a box leaves for it. */
export const ASCENT = 0.88;
export const DESCENT = 0.12;

export interface Setting {
  size: number;
  fill: string;
  family?: keyof Fonts;
  spacing?: number;
  align?: 'left' | 'center' | 'right';
}

export const styleOf = (fonts: Fonts, { size, family = 'text', spacing = 0 }: Setting): Style => {
  return { font: fonts[family], size, spacing };
};

/**
 * A line of text at the top of `box`.
 * @throws Error when it is wider than its box, or has a character that the font has not: mistakes in the program, as texts of users
 * are made `drawable` and `fit` before
 */
export function line(fonts: Fonts, text: string, box: Box, setting: Setting): TextLine {
  const { size, fill, family = 'text', align = 'left' } = setting;
  const style = styleOf(fonts, setting);
  const places = placesOf(text, style);
  const wide = places.at(-1)!;
  if (wide > box.width + 0.01) throw new Error(`a line of ${Math.ceil(wide)} px in a box of ${box.width} px`);
  const missing = [...text].find((one) => !fonts[family].has(one.codePointAt(0)!));
  if (missing) throw new Error(`the ${family} font has no U+${missing.codePointAt(0)!.toString(16)}`);
  const from = box.x + (align === 'left' ? 0 : (box.width - wide) / (align === 'center' ? 2 : 1));
  const baseline = box.y + size * ASCENT;
  const xs = places.slice(0, -1).map((place) => from + place);
  return { kind: 'text', text, xs, baseline, right: from + wide, size, family, fill, box };
}

/** Shapes as a document of SVG. Texts are the only thing in it that is not ours, and are escaped. */
export function svgOf(shapes: readonly Shape[], { width, height }: Size): string {
  const body = shapes.map((shape) =>
    shape.kind === 'text' ? textElement(shape) : element(shape.element, shape.attributes),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${body.join('')}</svg>`;
}

function textElement({ text, xs, baseline, size, family, fill }: TextLine): string {
  const attributes = {
    x: xs.map(rounded).join(' '),
    y: rounded(baseline),
    'font-family': FAMILIES[family],
    'font-size': size,
    fill,
    'xml:space': 'preserve',
  };
  return element('text', attributes, escaped(text));
}

function element(name: string, attributes: Figure['attributes'], content = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  return `<${name}${written.join('')}>${content}</${name}>`;
}

const rounded = (value: number) => Math.round(value * 100) / 100;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as SVG may hold it. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
