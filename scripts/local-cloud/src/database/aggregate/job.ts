import type { CloudErrorCode } from '../../kernel/cloud-error.js';

/** What a worker thread is asked for. */
export interface AggregationJob {
  /** The database file. */
  file: string;
  env: string;
  collection: string;
  /** The pipeline as EJSON text. */
  pipeline: string;
  /** Virtual time in ms. */
  now: number;
}

export type AggregationResult = { texts: string[] } | { code: CloudErrorCode | undefined; message: string };
