import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRow } from './csv.js';

/** What a reader by RFC 4180 sees in one row of texts. */
function read(row: string): string[] {
  const cells = row.slice(0, -2).match(/"(?:[^"]|"")*"/g) ?? [];
  return cells.map((cell) => cell.slice(1, -1).replaceAll('""', '"'));
}

describe('a row of a CSV file', () => {
  it('gives every text back as it was, but for what keeps it from being a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (texts) => {
        const cells = read(csvRow(texts));
        expect(cells.map((cell, i) => (cell === texts[i] ? cell : cell.slice(1)))).toEqual(texts);
        for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });

  it('leaves numbers alone and gaps empty', () => {
    expect(csvRow([-1.5, null, '=1+1', '说"是"'])).toBe(`-1.5,,"'=1+1","说""是"""\r\n`);
  });
});
