import { parentPort } from 'node:worker_threads';
import { CloudError } from '../../kernel/cloud-error.js';
import { decodeText } from '../codec/decode.js';
import { Catalog } from '../store/catalog.js';
import { type Driver, openDriver } from '../store/driver.js';
import type { Document } from '../values/types.js';
import type { AggregationJob, AggregationResult } from './job.js';
import { runAggregation } from './run.js';

/** The thread that runs long aggregations, each on a snapshot of its own, over a connection that only reads. */
const connections = new Map<string, { driver: Driver; catalog: Catalog }>();

function connect({ file, env }: AggregationJob) {
  const known = connections.get(file);
  if (known) return known;
  const driver = openDriver(file, true);
  const connection = { driver, catalog: new Catalog(driver, env, true) };
  connections.set(file, connection);
  return connection;
}

function run(job: AggregationJob): AggregationResult {
  const { driver, catalog } = connect(job);
  driver.exec('BEGIN');
  try {
    catalog.load();
    return { texts: runAggregation(catalog, job.collection, decodeText(job.pipeline, job.now) as Document[], job.now) };
  } catch (error) {
    return { code: error instanceof CloudError ? error.code : undefined, message: (error as Error).message };
  } finally {
    driver.exec('COMMIT');
  }
}

parentPort!.on('message', (job: AggregationJob) => parentPort!.postMessage(run(job)));
