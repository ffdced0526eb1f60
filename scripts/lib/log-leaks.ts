import { existsSync, readFileSync } from 'node:fs';
import { redact } from '../../shared/core/privacy/redact.js';

/** A line of a function that says what no log may say. */
export interface Leak {
  /** The function, or what else printed it. */
  source: string;
  /** What was said, as far as it may be said again. */
  what: string;
}

interface Line {
  name: string;
  text: string;
}

/** Shorter texts are found in words that have nothing to do with them. */
const SHORTEST = 3;
const SHORTEST_OF_HAN = 2;
const MOST_SHOWN = 20;

/**
 * Looks through everything that functions have printed for what the tests have used of people and secrets (`confidential`), and
 * for whatever looks like a telephone number, a card, a token or a key.
 */
export function findLeaks(lines: readonly Line[], confidential: readonly string[]): Leak[] {
  const texts = [...new Set(confidential)].filter(isTelling);
  const used = texts.length > 0 ? new RegExp(texts.map(literal).join('|')) : undefined;
  return lines.flatMap(({ name, text }) => {
    const found = used?.exec(text)?.[0];
    if (found !== undefined) return [{ source: name, what: `${found.slice(0, 2)}… that a test has used` }];
    const clean = redact(text);
    if (clean === text) return [];
    const kind = /\[(?:phone|id-card|bank-card|e-mail|token|key|pem)\]/.exec(clean)?.[0] ?? 'something';
    return [{ source: name, what: `what looks like ${kind}` }];
  });
}

/** A word of letters stands in lines that have nothing to do with it. */
function isTelling(text: string): boolean {
  if (!/[\p{Script=Han}\d]/u.test(text)) return false;
  return text.length >= (/^\p{Script=Han}+$/u.test(text) ? SHORTEST_OF_HAN : SHORTEST);
}

function literal(text: string): string {
  // As the text stands in a line of JSON.
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** Where a run of all tests keeps what functions print, and what the tests have used of people and secrets. */
export interface RunFiles {
  lines: string;
  confidential: string;
}

/** Checks a whole run, and says what it found. @returns how many lines leak */
export function reportLeaks({ lines: linesFile, confidential }: RunFiles): number {
  const lines = entries<Line>(linesFile);
  const used = entries<string>(confidential);
  if (lines.length === 0 || used.length === 0) {
    console.error(
      `${lines.length} log lines and ${used.length} confidential texts were kept: there is nothing to compare`,
    );
    return 1;
  }
  const leaks = findLeaks(lines, used);
  for (const { source, what } of leaks.slice(0, MOST_SHOWN)) console.error(`${source} logs ${what}`);
  console.log(`${lines.length} log lines, ${new Set(used).size} confidential texts, ${leaks.length} leaks`);
  return leaks.length;
}

function entries<T>(file: string): T[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.flatMap((line) => {
    try {
      return [JSON.parse(line) as T];
    } catch {
      // A line that was cut off when its cloud was killed.
      return [];
    }
  });
}
