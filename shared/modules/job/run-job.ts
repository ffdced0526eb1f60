import * as z from 'zod';
import { contract, type Output, type Parsed } from '../../contracts/contract.js';
import type { jobRunNow } from '../../contracts/job/run-now.js';
import { callAction } from '../../core/call-action.js';
import { Failure } from '../../core/failure.js';
import { waitFor } from '../../core/in-time.js';
import { SECOND } from '../../core/time.js';
import { findJob } from './list-jobs.js';

/** A job that takes longer goes on without us. */
const PATIENCE = 8 * SECOND;

/**
 * Runs a job at once, beside its timer.
 * @throws Failure JOB_NOT_FOUND when this app has no such job
 */
export async function runJobNow({ job }: Parsed<typeof jobRunNow>): Promise<Output<typeof jobRunNow>> {
  const { name } = findJob(job);
  try {
    const output = await waitFor(PATIENCE, callAction(anyJob(name), {}, { as: 'system' }));
    if (output === 'late') return { state: 'started', counts: {}, error: null };
    const counts = Object.entries(output).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
    return { state: 'done', counts: Object.fromEntries(counts), error: null };
  } catch (error) {
    if (error instanceof Failure) return { state: 'failed', counts: {}, error: `${error.code}: ${error.message}` };
    throw error;
  }
}

function anyJob(name: string) {
  return contract({
    name: name as `${string}-${string}`,
    title: '',
    access: 'timer',
    input: z.object({}),
    output: z.record(z.string(), z.unknown()),
    budget: { roundTrips: 0 },
  });
}
