import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../kernel/clock.js';

/**
 * Lets a clock go on where it was when the local cloud last ran, and keeps every jump in `<dataDir>/clock.json`, so that
 * stored instants never lie in the future of a later run.
 * @returns stops keeping
 */
export function keepClock(clock: Clock, dataDir: string): () => void {
  const file = path.join(dataDir, 'clock.json');
  if (existsSync(file)) clock.startAt(Date.now() + readOffset(file));
  return clock.onShift((offsetMs) => {
    // Renamed, not synced: a crash of the process leaves the old file or the new one, and jumps come by the dozen.
    writeFileSync(`${file}.tmp`, `${JSON.stringify({ offsetMs })}\n`);
    renameSync(`${file}.tmp`, file);
  });
}

function readOffset(file: string): number {
  const { offsetMs } = JSON.parse(readFileSync(file, 'utf8')) as { offsetMs?: unknown };
  if (typeof offsetMs === 'number' && offsetMs >= 0) return offsetMs;
  throw new Error(`${file}: offsetMs must be a number of at least 0`);
}
