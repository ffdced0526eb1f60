import type { Output, Parsed } from '../../contracts/contract.js';
import type { jobList } from '../../contracts/job/list.js';
import type { jobRuns } from '../../contracts/job/runs.js';
import type { jobWatch } from '../../contracts/job/watch.js';
import { type DeclaredJob, routes } from '../../core/events/routes.js';
import { Failure } from '../../core/failure.js';
import { type JobRecord, jobRecords } from '../../core/jobs/job-runs.js';
import { log } from '../../core/log.js';
import { command } from '../../core/store/collection.js';
import { now } from '../../core/time.js';
import { judge } from './judge-job.js';

/** The jobs of this app with how each does. */
export async function listJobs(): Promise<Output<typeof jobList>> {
  const records = await recordsOf(routes().jobs);
  const items = routes().jobs.map((job) => {
    const record = records.get(job.name);
    const { name, title, cron } = job;
    const lastRun = record?.runs.at(-1) ?? null;
    return { name, title, cron, ...judge(job, record, now()), lastRun, lastFailure: record?.failures.at(-1) ?? null };
  });
  return { items, nextCursor: null };
}

/**
 * The last runs of a job, the newest first.
 * @throws Failure JOB_NOT_FOUND when this app has no such job
 */
export async function listRuns({ job, outcome }: Parsed<typeof jobRuns>): Promise<Output<typeof jobRuns>> {
  findJob(job);
  const record = await jobRecords.get(job);
  const runs =
    outcome === 'failed' ? record?.failures : record?.runs.filter((run) => !outcome || run.outcome === outcome);
  return { items: [...(runs ?? [])].reverse(), nextCursor: null };
}

/** Says so, at the level that alerts, when a job that has run does not run any more. */
export async function watchJobs(): Promise<Output<typeof jobWatch>> {
  const { jobs } = routes();
  const records = await recordsOf(jobs);
  const judged = jobs.map((job) => ({ job, ...judge(job, records.get(job.name), now()) }));
  for (const { job, state, lateAt } of judged) {
    if (state === 'late') log('error', 'job.late', { job: job.name, since: lateAt ?? undefined });
  }
  const count = (wanted: string) => judged.filter(({ state }) => state === wanted).length;
  return { jobs: jobs.length, late: count('late'), failing: count('failing') };
}

/** @throws Failure JOB_NOT_FOUND */
export function findJob(name: string): DeclaredJob {
  const job = routes().jobs.find((one) => one.name === name);
  if (!job) throw new Failure('JOB_NOT_FOUND');
  return job;
}

async function recordsOf(jobs: readonly DeclaredJob[]): Promise<Map<string, JobRecord>> {
  const found = await jobRecords.find({ _id: command().in(jobs.map(({ name }) => name)) }, { limit: 200 });
  return new Map(found.map((record) => [record._id, record]));
}
