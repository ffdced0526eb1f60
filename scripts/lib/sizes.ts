import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dist, root } from './paths.js';

/** What the bundle of one function weighs with the files beside it, in KB. */
export interface BundleReport {
  name: string;
  kb: number;
  budgetKb: number;
  /** By package, and by part of the repository (`shared/modules/order`). */
  sources: Readonly<Record<string, number>>;
}

/** Committed: the sizes that reviewers have seen last, so that a growth can be explained. */
const seen = path.join(root, 'docs/bundle-sizes.json');
const SEEN_OFTEN = 5;

/** What the files of a bundle weigh by where they come from; what is less than a KB is left out. */
export function sourcesOf(inputs: Readonly<Record<string, { bytesInOutput: number }>>): Record<string, number> {
  const bytes = new Map<string, number>();
  for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
    const source = sourceOf(file);
    bytes.set(source, (bytes.get(source) ?? 0) + bytesInOutput);
  }
  const sorted = [...bytes].map(([source, size]) => [source, Math.round(size / 1024)] as const);
  return Object.fromEntries(sorted.filter(([, kb]) => kb > 0).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
}

function sourceOf(file: string): string {
  const name = /node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules)/.exec(file)?.[1];
  return name ?? /^(?:shared\/(?:modules|adapters|contracts)\/[^/]+|shared\/[^/]+|[^/]+)/.exec(file)?.[0] ?? file;
}

/** What one bundle weighs more than another and where from, the most first: `zod +12 (80 → 92)`. */
export function growth(before: BundleReport['sources'], now: BundleReport['sources']): string[] {
  const sources = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return sources
    .map((source) => ({ source, from: before[source] ?? 0, to: now[source] ?? 0 }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => b.to - b.from - (a.to - a.from))
    .map(({ source, from, to }) => `${source} +${to - from} (${from} → ${to})`);
}

/** Why a bundle is above its budget: what has come since the sizes that were committed, or else what weighs most. */
export function overBudget({ name, kb, budgetKb, sources }: BundleReport, before?: BundleReport): string {
  const grown = before ? growth(before.sources, sources) : [];
  const heaviest = Object.entries(sources).map(([source, size]) => `${source} ${size}`);
  const why = grown.length > 0 ? `since it weighed ${before!.kb}: ${few(grown)}` : few(heaviest);
  return `${name} weighs ${kb} KB, ${kb - budgetKb} more than its budget of ${budgetKb}; ${why}`;
}

const few = (lines: readonly string[]) => lines.slice(0, SEEN_OFTEN).join(', ');

/** Writes the sizes to `dist/sizes.json`, and prints a line for each function that is above its budget. @returns those */
export function reportSizes(reports: readonly BundleReport[]): BundleReport[] {
  mkdirSync(dist, { recursive: true });
  writeFileSync(path.join(dist, 'sizes.json'), `${JSON.stringify(reports, null, 2)}\n`);
  const sizes = reports.map(({ kb }) => kb);
  console.log(`${reports.length} functions, ${Math.min(...sizes)} to ${Math.max(...sizes)} KB each`);
  const committed = readSeen();
  const over = reports.filter(({ kb, budgetKb }) => kb > budgetKb);
  for (const report of over) console.error(overBudget(report, committed.get(report.name)));
  return over;
}

/** Commits to the sizes as they are: what grows from here on is explained against them. */
export function keepSizes(reports: readonly BundleReport[]): void {
  const lines = reports.map(
    ({ name, kb, budgetKb, sources }) => `  ${JSON.stringify({ name, kb, budgetKb, sources })}`,
  );
  writeFileSync(seen, `[\n${lines.join(',\n')}\n]\n`);
}

function readSeen(): Map<string, BundleReport> {
  if (!existsSync(seen)) return new Map();
  const reports = JSON.parse(readFileSync(seen, 'utf8')) as BundleReport[];
  return new Map(reports.map((report) => [report.name, report]));
}
