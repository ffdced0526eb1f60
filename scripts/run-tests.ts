import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { dist, root } from './lib/paths.js';

/** Runs all tests, or those whose files are named; ends with one line that counts them. */
const report = path.join(dist, 'tests.json');
mkdirSync(dist, { recursive: true });
rmSync(report, { force: true });

const { status } = spawnSync(
  path.join(root, 'node_modules/.bin/vitest'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
);

const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests } = readReport();
const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
// A file that cannot be loaded fails without any of its tests failing.
const failed = Math.max(numFailedTests, numFailedTestSuites > 0 ? 1 : 0, status === 0 ? 0 : 1);
console.log(`${numPassedTests} passed, ${failed} failed${skipped}`);
process.exitCode = failed > 0 ? 1 : 0;

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
  numPendingTests: number;
}

function readReport(): Report {
  try {
    return JSON.parse(readFileSync(report, 'utf8')) as Report;
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numFailedTestSuites: 1, numPendingTests: 0 };
  }
}
