import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { metricsToken } from '../shared/core/metrics/token.js';
import { root } from './lib/paths.js';

const USAGE = `npm run metrics-token -- --env <env>

Prints the token that lets a Prometheus read /metrics of one environment (docs/monitoring/prometheus.yml).
The keys are those of YUNSHU_KEYS; without it, those of the local cloud in .yunshu (YUNSHU_DATA).`;

try {
  const { values } = parseArgs({ options: { env: { type: 'string' } } });
  if (!values.env) throw new Error('--env is missing');
  process.env.YUNSHU_KEYS ??= localKeys(values.env);
  console.log(metricsToken());
} catch (error) {
  console.error(`${(error as Error).message}\n\n${USAGE}`);
  process.exitCode = 1;
}

function localKeys(env: string): string {
  const file = path.join(path.resolve(root, process.env.YUNSHU_DATA ?? '.yunshu'), 'keys', path.basename(env));
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  throw new Error(`there are no keys of ${env}: set YUNSHU_KEYS, or start the local cloud once so that it makes them`);
}
