import { after, MINUTE } from '../time.js';
import type { JobRun } from './job-runs.js';

/** The first runs of an instance that did nothing are written one by one: who has just deployed sees them. */
const SHOWN_AT_ONCE = 5;
/** Runs of an idle job wait no longer for their write: a job counts as late a minute later at the earliest (`judgeJob`). */
const LONGEST_WAIT = 4 * MINUTE;

interface Idle {
  /** Runs that did nothing, up to now. */
  quiet: number;
  held: JobRun[];
  writtenAt: JobRun['startedAt'];
}

/**
 * The records that an instance has yet to write. A run that did nothing costs as much to note as one that did: such runs are
 * written some at a time, in one write. They go with an instance that the platform ends before; their log lines are there.
 */
export class QuietRuns {
  readonly #jobs = new Map<string, Idle>();

  /** Takes in a run that is over. @returns the runs to be written now, in order; none while all can wait */
  due(job: string, run: JobRun): readonly JobRun[] {
    const { quiet, held, writtenAt } = this.#jobs.get(job) ?? { quiet: 0, held: [], writtenAt: run.startedAt };
    const runs = [...held, run];
    const nothing = didNothing(run);
    const soon = run.startedAt >= writtenAt && run.startedAt < after(writtenAt, LONGEST_WAIT);
    const waits = nothing && quiet >= SHOWN_AT_ONCE && soon;
    this.#jobs.set(job, {
      quiet: nothing ? quiet + 1 : quiet,
      held: waits ? runs : [],
      writtenAt: waits ? writtenAt : run.startedAt,
    });
    return waits ? [] : runs;
  }
}

/** A run that its timer asked for, that went well and found nothing to do. */
function didNothing({ scheduledFor, outcome, counts }: JobRun): boolean {
  return scheduledFor !== null && outcome === 'done' && Object.values(counts).every((n) => n === 0);
}
