import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Stretch } from '../local-cloud/src/functions/runtime/coverage.js';
import { mappingsOf, type SourceMap } from './source-map.js';

/** Lines that ran, from 1, by absolute path of the source. */
export type LinesRun = Map<string, Set<number>>;

/**
 * What ran of the sources inside of functions' processes, from the notes that the local cloud's runtime left in `folder`.
 * Bundles that are no longer there are passed over.
 */
export function linesRunInFunctions(folder: string): LinesRun {
  const lines: LinesRun = new Map();
  for (const [file, stretches] of readNotes(folder)) {
    if (existsSync(file) && existsSync(`${file}.map`)) addLines(lines, file, stretches);
  }
  return lines;
}

function readNotes(folder: string): Map<string, Stretch[]> {
  const byBundle = new Map<string, Stretch[]>();
  for (const name of readdirSync(folder)) {
    for (const line of readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n')) {
      const { file, ran } = JSON.parse(line) as { file: string; ran: Stretch[] };
      const stretches = byBundle.get(file) ?? [];
      for (const stretch of ran) stretches.push(stretch);
      byBundle.set(file, stretches);
    }
  }
  return byBundle;
}

function addLines(lines: LinesRun, file: string, stretches: readonly Stretch[]): void {
  const code = readFileSync(file, 'utf8');
  const map = JSON.parse(readFileSync(`${file}.map`, 'utf8')) as SourceMap;
  const ran = new Uint8Array(code.length);
  for (const [start, end] of stretches) ran.fill(1, start, end);
  const lineStarts = [0];
  for (let at = code.indexOf('\n'); at >= 0; at = code.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  const sources = map.sources.map((source) => path.resolve(path.dirname(file), source));
  for (const { line, column, source, sourceLine } of mappingsOf(map)) {
    if (!ran[lineStarts[line]! + column]) continue;
    const name = sources[source]!;
    const known = lines.get(name) ?? new Set();
    lines.set(name, known.add(sourceLine));
  }
}
