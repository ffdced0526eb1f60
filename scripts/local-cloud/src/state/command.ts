import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { StateSummary } from './export.js';

/**
 * `export <folder>` and `import <folder>` of the command line: asks the local cloud that runs on a data folder.
 * @param dataDir where `hub.json` says how to reach it
 * @returns what to print
 * @throws Error saying what went wrong
 */
export async function runStateCommand(
  verb: 'export' | 'import',
  folder: string,
  { dataDir, environments }: { dataDir: string; environments?: readonly string[] },
): Promise<string> {
  const url = runningAt(dataDir);
  const response = await fetch(`${url}/__hub/${verb}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ folder: path.resolve(folder), ...(verb === 'export' && environments && { environments }) }),
  }).catch(() => {
    throw new Error(`no local cloud answers at ${url}; start it first`);
  });
  const answer = (await response.json()) as StateSummary & { message?: string };
  if (!response.ok) throw new Error(answer.message ?? `the local cloud answered ${response.status}`);
  return `${verb}ed ${answer.environments.join(', ')}: ${answer.files} files, ${answer.bytes} bytes, ${answer.folder}`;
}

function runningAt(dataDir: string): string {
  try {
    const { url } = JSON.parse(readFileSync(path.join(dataDir, 'hub.json'), 'utf8')) as { url: string };
    return url;
  } catch {
    throw new Error(`no local cloud has run on ${dataDir}`);
  }
}
