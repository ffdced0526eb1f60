const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map([...DIGITS].map((digit, value) => [digit.charCodeAt(0), value]));

/** The parts of a source map (revision 3) that say which line a character comes from. */
export interface SourceMap {
  sources: string[];
  mappings: string;
}

/** From one character of the generated text up to the next mapping. */
export interface Mapping {
  /** From 0. */
  line: number;
  column: number;
  /** Index of the source. */
  source: number;
  /** In the source, from 1. */
  sourceLine: number;
}

/** The mappings in the order of the generated text, without what comes from no source. */
export function mappingsOf({ mappings }: SourceMap): Mapping[] {
  const found: Mapping[] = [];
  let [source, sourceLine] = [0, 0];
  mappings.split(';').forEach((text, line) => {
    let column = 0;
    for (const segment of text.split(',').filter((one) => one !== '')) {
      const [columns, sources, lines] = numbersOf(segment);
      column += columns ?? 0;
      if (sources === undefined) continue;
      source += sources;
      sourceLine += lines ?? 0;
      found.push({ line, column, source, sourceLine: sourceLine + 1 });
    }
  });
  return found;
}

/** Base64 VLQ: five bits a digit, the sixth says that there are more, the lowest of a number is its sign. */
function numbersOf(segment: string): number[] {
  const numbers: number[] = [];
  let [value, shift] = [0, 0];
  for (let at = 0; at < segment.length; at += 1) {
    const digit = VALUES.get(segment.charCodeAt(at));
    if (digit === undefined) throw new Error(`no source map: ${segment}`);
    value |= (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    numbers.push(value & 1 ? -(value >>> 1) : value >>> 1);
    [value, shift] = [0, 0];
  }
  return numbers;
}
