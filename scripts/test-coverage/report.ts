import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { LinesRun } from './functions.js';

/** As Istanbul writes it, of one file. */
export interface FileCoverage {
  statementMap: Record<string, { start: { line: number } }>;
  /** How often each statement ran. */
  s: Record<string, number>;
}

/** How much of one file ran. */
export interface Covered {
  /** Lines on which a statement begins. */
  lines: number;
  /** Those of them on which none ran. */
  missed: number[];
}

/** What tests ran in their own process (Istanbul's JSON), and what ran in functions, taken together; by path of the source. */
export function combine(inTests: Readonly<Record<string, FileCoverage>>, inFunctions: LinesRun): Map<string, Covered> {
  return new Map(
    Object.entries(inTests).map(([file, { statementMap, s }]) => {
      const ran = new Map<number, boolean>();
      for (const [id, { start }] of Object.entries(statementMap)) {
        const before = ran.get(start.line) ?? false;
        ran.set(start.line, before || (s[id] ?? 0) > 0 || (inFunctions.get(file)?.has(start.line) ?? false));
      }
      const missed = [...ran].filter(([, did]) => !did).map(([line]) => line);
      return [file, { lines: ran.size, missed: missed.sort((a, b) => a - b) }];
    }),
  );
}

/** Percent of all lines. */
export function percentOf(files: Iterable<Covered>): number {
  let [lines, missed] = [0, 0];
  for (const file of files) {
    lines += file.lines;
    missed += file.missed.length;
  }
  return lines === 0 ? 0 : ((lines - missed) / lines) * 100;
}

/** The files with the most lines that never ran, one a line. */
export function worst(files: ReadonlyMap<string, Covered>, root: string, most = 15): string[] {
  return [...files]
    .filter(([, { missed }]) => missed.length > 0)
    .sort(([, a], [, b]) => b.missed.length - a.missed.length)
    .slice(0, most)
    .map(([file, { lines, missed }]) => {
      const shown = missed.slice(0, 12).join(', ') + (missed.length > 12 ? ', …' : '');
      return `${path.relative(root, file)}: ${missed.length} of ${lines} lines never ran (${shown})`;
    });
}

/** Istanbul's JSON; nothing when the run left none. */
export function readIstanbul(file: string): Record<string, FileCoverage> {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, FileCoverage>) : {};
}
