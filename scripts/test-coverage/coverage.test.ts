import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linesRunInFunctions } from './functions.js';
import { combine, percentOf, worst } from './report.js';

const SOURCE = `export function main(angry: boolean): string {
  if (angry) {
    return 'no';
  }
  return 'yes';
}
`;

let folder: string;
let source: string;
let bundle: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'yunshu-coverage-test-'));
  source = path.join(folder, 'main.ts');
  bundle = path.join(folder, 'index.js');
  writeFileSync(source, SOURCE);
  await build({ entryPoints: [source], outfile: bundle, bundle: true, format: 'cjs', sourcemap: 'linked' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Notes as the runtime leaves them, of the code between two texts of the bundle. */
function noted(from: string, to: string): string {
  const code = readFileSync(bundle, 'utf8');
  const notes = mkdtempSync(path.join(folder, 'notes-'));
  const ran = [[code.indexOf(from), code.indexOf(to)]];
  writeFileSync(path.join(notes, 'f.ndjson'), `${JSON.stringify({ file: bundle, ran })}\n`.repeat(2));
  return notes;
}

describe('what ran in functions', () => {
  it('is led back to the lines of the sources', () => {
    const lines = linesRunInFunctions(noted('return "yes"', '// Annotate'));
    expect([...lines.get(source)!]).toEqual(expect.arrayContaining([5]));
    expect(lines.get(source)).not.toContain(3);
    expect(lines.get(source)).not.toContain(2);
  });

  it('counts beside what ran in tests', () => {
    const at = (line: number) => ({ start: { line } });
    const inTests = { [source]: { statementMap: { 0: at(2), 1: at(3), 2: at(5) }, s: { 0: 1, 1: 0, 2: 0 } } };
    const files = combine(inTests, linesRunInFunctions(noted('return "yes"', '// Annotate')));
    expect(files.get(source)).toEqual({ lines: 3, missed: [3] });
    expect(percentOf(files.values())).toBeCloseTo(66.7, 1);
    expect(worst(files, folder)).toEqual(['main.ts: 1 of 3 lines never ran (3)']);
  });

  it('is nothing where nothing is known', () => {
    expect(percentOf([])).toBe(0);
  });
});
