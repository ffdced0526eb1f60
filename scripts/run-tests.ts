import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type RunFiles, reportLeaks } from './lib/log-leaks.js';
import { dist, root } from './lib/paths.js';
import { findChromium } from './mini-preview/src/chromium.js';
import { watchCoverage } from './test-coverage/watch.js';

/** Runs all tests and says how much of `shared/` they cover, or those whose files are named; ends with one line that counts them. */
const report = path.join(dist, 'tests.json');
const files = process.argv.slice(2);
const chromium = files.length === 0 ? chromiumOrExit() : {};
const watched = files.length === 0 ? watchCoverage() : undefined;

/** What the functions of a whole run print, and what the tests use of people and secrets: none of it may be in a line. */
const kept: RunFiles = {
  lines: path.join(dist, 'test-lines.jsonl'),
  confidential: path.join(dist, 'test-secrets.jsonl'),
};
const whole = files.length === 0;

mkdirSync(dist, { recursive: true });
for (const file of [report, kept.lines, kept.confidential]) rmSync(file, { force: true });

const { status } = spawnSync(
  path.join(root, 'node_modules/.bin/vitest'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...(watched?.args ?? []), ...files],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ...chromium, ...watched?.env, ...(whole && keeping(kept)) } },
);

const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests } = readReport();
const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
// A file that cannot be loaded fails without any of its tests failing.
const broken = Math.max(numFailedTests, numFailedTestSuites > 0 ? 1 : 0, status === 0 ? 0 : 1);
const uncovered = watched && !watched.report() ? 1 : 0;
const leaking = whole && reportLeaks(kept) > 0 ? 1 : 0;
rmSync(kept.confidential, { force: true });
const failed = broken + uncovered + leaking;
console.log(`${numPassedTests} passed, ${failed} failed${skipped}`);
process.exitCode = failed > 0 ? 1 : 0;

function keeping({ lines, confidential }: RunFiles): Record<string, string> {
  return { YUNSHU_LINES_FILE: lines, YUNSHU_CONFIDENTIAL_FILE: confidential };
}

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
