import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dist, root } from '../lib/paths.js';
import { linesRunInFunctions } from './functions.js';
import { combine, percentOf, readIstanbul, worst } from './report.js';

/** Of the lines of `shared/`, percent. */
const LEAST = 90;

/** A run of tests that is watched: what it needs, and what came of it. */
export interface WatchedRun {
  args: string[];
  env: { LOCAL_CLOUD_COVERAGE: string };
  /** Says how much of `shared/` ran, and what did not where that is too little. @returns whether it is enough */
  report(): boolean;
}

/** Watches what runs of `shared/`, in the tests' own processes and in those of functions. */
export function watchCoverage(): WatchedRun {
  const notes = mkdtempSync(path.join(tmpdir(), 'yunshu-coverage-'));
  const folder = path.join(dist, 'coverage');
  rmSync(folder, { recursive: true, force: true });
  const options = {
    enabled: 'true',
    provider: 'v8',
    include: 'shared/**/*.ts',
    exclude: '**/*.test.ts',
    reporter: 'json',
    reportOnFailure: 'true',
    reportsDirectory: folder,
  };
  return {
    args: Object.entries(options).map(([name, value]) => `--coverage.${name}=${value}`),
    env: { LOCAL_CLOUD_COVERAGE: notes },
    report() {
      const files = combine(readIstanbul(path.join(folder, 'coverage-final.json')), linesRunInFunctions(notes));
      rmSync(notes, { recursive: true, force: true });
      const percent = percentOf(files.values());
      if (percent < LEAST) for (const line of worst(files, root)) console.log(line);
      console.log(
        `coverage of shared/: ${percent.toFixed(1)} % of lines${percent < LEAST ? `, less than ${LEAST}` : ''}`,
      );
      return percent >= LEAST;
    },
  };
}
