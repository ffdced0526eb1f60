/** A TrueType font, as far as lines of text are measured by it. */
export interface Font {
  /** Whether a code point is drawn by a glyph of its own. */
  has(codePoint: number): boolean;
  /** How far a code point moves the pen, as a part of the font's size. */
  advance(codePoint: number): number;
  /** Code points that the font has. */
  codePoints(): number[];
  /** Whether the glyph of a code point has an outline: a space has none, and nothing else may be without. */
  isInked(codePoint: number): boolean;
}

/**
 * Reads a TrueType font: `cmap` (format 4 and 12), `hmtx` and `loca` (OpenType 1.9).
 * @throws Error for a file that is none, or has no table that is needed
 */
export function readFont(file: Uint8Array): Font {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const table = tablesOf(view);
  const glyphs = glyphsOf(view, table('cmap'));
  const unitsPerEm = view.getUint16(table('head') + 18);
  const advances = view.getUint16(table('hhea') + 34);
  const [metrics, places] = [table('hmtx'), table('loca')];
  const longPlaces = view.getInt16(table('head') + 50) === 1;
  const placeOf = (glyph: number) =>
    longPlaces ? view.getUint32(places + glyph * 4) : view.getUint16(places + glyph * 2) * 2;

  return {
    has: (codePoint) => glyphs.has(codePoint),
    // Glyphs at the end that are as wide as the one before share its entry.
    advance: (codePoint) =>
      view.getUint16(metrics + Math.min(glyphs.get(codePoint) ?? 0, advances - 1) * 4) / unitsPerEm,
    codePoints: () => [...glyphs.keys()],
    isInked(codePoint) {
      const glyph = glyphs.get(codePoint) ?? 0;
      return placeOf(glyph + 1) > placeOf(glyph);
    },
  };
}

function tablesOf(view: DataView): (tag: string) => number {
  const places = new Map<string, number>();
  for (let at = 12; at < 12 + view.getUint16(4) * 16; at += 16) {
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((step) => view.getUint8(at + step)));
    places.set(tag, view.getUint32(at + 8));
  }
  return (tag) => {
    const place = places.get(tag);
    if (place === undefined) throw new Error(`the font has no table ${tag}`);
    return place;
  };
}

/** The glyph of each code point, from the first Unicode subtable that covers the most. */
function glyphsOf(view: DataView, cmap: number): Map<number, number> {
  const subtables = Array.from({ length: view.getUint16(cmap + 2) }, (_, place) => {
    const at = cmap + view.getUint32(cmap + 8 + place * 8);
    return { at, format: view.getUint16(at) };
  });
  const whole = subtables.find(({ format }) => format === 12);
  if (whole) return groupsAt(view, whole.at);
  const basic = subtables.find(({ format }) => format === 4);
  if (basic) return segmentsAt(view, basic.at);
  throw new Error('the font has no Unicode cmap of format 4 or 12');
}

function groupsAt(view: DataView, at: number): Map<number, number> {
  const glyphs = new Map<number, number>();
  for (let group = at + 16; group < at + 16 + view.getUint32(at + 12) * 12; group += 12) {
    const [first, last, glyph] = [view.getUint32(group), view.getUint32(group + 4), view.getUint32(group + 8)];
    for (let code = first; code <= last; code += 1) glyphs.set(code, glyph + code - first);
  }
  return glyphs;
}

function segmentsAt(view: DataView, at: number): Map<number, number> {
  const glyphs = new Map<number, number>();
  const size = view.getUint16(at + 6);
  for (let step = 0; step < size; step += 2) {
    const last = view.getUint16(at + 14 + step);
    const first = view.getUint16(at + 16 + size + step);
    const delta = view.getUint16(at + 16 + size * 2 + step);
    const rangeAt = at + 16 + size * 3 + step;
    const range = view.getUint16(rangeAt);
    for (let code = first; code <= last && code !== 0xffff; code += 1) {
      const found = range === 0 ? code : view.getUint16(rangeAt + range + (code - first) * 2);
      const glyph = found === 0 ? 0 : (found + delta) & 0xffff;
      if (glyph !== 0) glyphs.set(code, glyph);
    }
  }
  return glyphs;
}
