import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../contracts/terms.js';
import { after, MINUTE } from '../time.js';
import type { JobRun } from './job-runs.js';
import { QuietRuns } from './quiet-runs.js';

const START = '2026-11-21T10:00:00.000Z' as Instant;

function runAt(minutes: number, changes: Partial<JobRun> = {}): JobRun {
  const at = after(START, minutes * MINUTE);
  const run = { scheduledFor: at, startedAt: at, finishedAt: at, ms: 3, outcome: 'done', error: null } as const;
  return { ...run, counts: { looked: 0 }, traceId: 't', ...changes };
}

describe('the records of runs that did nothing', () => {
  it('are written four minutes at a time after the first five', () => {
    const runs = new QuietRuns();
    const written = Array.from({ length: 14 }, (_, minute) => runs.due('sweep', runAt(minute)).length);
    expect(written).toEqual([1, 1, 1, 1, 1, 0, 0, 0, 4, 0, 0, 0, 4, 0]);
  });

  it('are written at once with the next run that did something, failed, or was asked for', () => {
    for (const [n, other] of [{ counts: { looked: 1 } }, { outcome: 'failed' }, { scheduledFor: null }].entries()) {
      const runs = new QuietRuns();
      for (let minute = 0; minute < 7; minute += 1) runs.due('sweep', runAt(minute));
      const last = runAt(7, other as Partial<JobRun>);
      const written = runs.due('sweep', last);
      expect(written, String(n)).toEqual([runAt(5), runAt(6), last]);
      expect(runs.due('sweep', runAt(8))).toEqual([]);
    }
  });

  it('lose and repeat none, keep their order, and never wait for more than four minutes', () => {
    const step = fc.record({
      pause: fc.integer({ min: -2, max: 6 }),
      busy: fc.boolean(),
      job: fc.constantFrom('a', 'b'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const runs = new QuietRuns();
        const [made, written] = [new Map<string, JobRun[]>(), new Map<string, JobRun[]>()];
        let minute = 0;
        for (const { pause, busy, job } of steps) {
          minute += pause;
          const run = runAt(minute, { counts: { looked: busy ? 1 : 0 } });
          made.set(job, [...(made.get(job) ?? []), run]);
          written.set(job, [...(written.get(job) ?? []), ...runs.due(job, run)]);
          const [known, all] = [written.get(job)!, made.get(job)!];
          expect(known).toEqual(all.slice(0, known.length));
          const [oldest] = all.slice(known.length);
          if (oldest) expect(run.startedAt < after(oldest.startedAt, 4 * MINUTE)).toBe(true);
        }
      }),
    );
  });
});
