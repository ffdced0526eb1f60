import { renameSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Builds the thread that runs long aggregations, where the database looks for it. Test files may do so at once. */
export async function buildAggregationWorker(): Promise<void> {
  const outfile = fileURLToPath(new URL('../../../dist/aggregation-worker.js', import.meta.url));
  const own = `${outfile}.${process.pid}`;
  await build({
    entryPoints: [fileURLToPath(new URL('../aggregate/aggregation-worker.ts', import.meta.url))],
    outfile: own,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  renameSync(own, outfile);
}
