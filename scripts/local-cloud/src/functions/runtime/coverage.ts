import { appendFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** An instance may be ended at any moment; what ran in the last moments before it may be missed. */
const SETTLE_MS = 100;

/** A stretch of a bundle, in characters: `[start, end)`. */
export type Stretch = [start: number, end: number];

/** As V8 gives it: ranges of a function lie in one another, the function itself first. */
export interface RunFunction {
  ranges: { startOffset: number; endOffset: number; count: number }[];
}

/**
 * Notes which code of one bundle runs in this process, for a run of tests that asks how much of the sources it covers.
 * `<folder>/<function>.ndjson` gets a line each time that more has run: the file of the bundle and what ran of it. Code that
 * was compiled before would not tell.
 * @param file the bundle
 * @param folder in the system's folder for temporary files, as a function may write nowhere else
 * @returns notes what has run since, in a moment
 */
export function noteCoverage(file: string, folder: string, functionName: string): () => void {
  const url = pathToFileURL(file).href;
  const notes = path.join(folder, `${functionName}.ndjson`);
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  // Told once of what runs, V8 counts no further, which costs little.
  session.post('Profiler.startPreciseCoverage', { callCount: false, detailed: true });

  const note = () => {
    session.post('Profiler.takePreciseCoverage', (error, taken) => {
      const script = error ? undefined : taken.result.find((one) => one.url === url || one.url === file);
      const ran = script ? stretchesRun(script.functions) : [];
      if (ran.length > 0) appendFileSync(notes, `${JSON.stringify({ file, ran })}\n`);
    });
  };
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      note();
    }, SETTLE_MS).unref();
  };
}

/** What has run, as stretches that do not touch: the innermost range around a character decides. */
export function stretchesRun(functions: readonly RunFunction[]): Stretch[] {
  const ranges = functions
    .flatMap((one) => one.ranges)
    .sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
  const stretches: Stretch[] = [];
  const around: typeof ranges = [];
  let at = 0;
  const advance = (to: number) => {
    const last = stretches.at(-1);
    if (to > at && (around.at(-1)?.count ?? 0) > 0) {
      if (last?.[1] === at) last[1] = to;
      else stretches.push([at, to]);
    }
    at = Math.max(at, to);
  };
  const close = (until: number) => {
    while (around.length > 0 && around.at(-1)!.endOffset <= until) {
      advance(around.at(-1)!.endOffset);
      around.pop();
    }
  };
  for (const range of ranges) {
    close(range.startOffset);
    advance(range.startOffset);
    around.push(range);
  }
  close(Number.POSITIVE_INFINITY);
  return stretches;
}
