import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { dist, root } from './lib/paths.js';
import { findChromium } from './mini-preview/src/chromium.js';
import { watchCoverage } from './test-coverage/watch.js';

/** Runs all tests and says how much of `shared/` they cover, or those whose files are named; ends with one line that counts them. */
const report = path.join(dist, 'tests.json');
const files = process.argv.slice(2);
const chromium = files.length === 0 ? chromiumOrExit() : {};
const watched = files.length === 0 ? watchCoverage() : undefined;

mkdirSync(dist, { recursive: true });
rmSync(report, { force: true });

const { status } = spawnSync(
  path.join(root, 'node_modules/.bin/vitest'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...(watched?.args ?? []), ...files],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ...chromium, ...watched?.env } },
);

const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests } = readReport();
const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
// A file that cannot be loaded fails without any of its tests failing.
const broken = Math.max(numFailedTests, numFailedTestSuites > 0 ? 1 : 0, status === 0 ? 0 : 1);
const failed = broken + (watched && !watched.report() ? 1 : 0);
console.log(`${numPassedTests} passed, ${failed} failed${skipped}`);
process.exitCode = failed > 0 ? 1 : 0;

/** Found once for all tests that tap through pages; without one the run would fail in many places for one reason. */
function chromiumOrExit(): { CHROMIUM_PATH: string } {
  try {
    const { path: file, source } = findChromium();
    console.log(`Chromium: ${file} (${source})`);
    return { CHROMIUM_PATH: file };
  } catch (error) {
    console.error((error as Error).message);
    console.log('0 passed, 1 failed');
    process.exit(1);
  }
}

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
