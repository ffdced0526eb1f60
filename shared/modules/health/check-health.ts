import type { Output } from '../../contracts/contract.js';
import type { healthCheck } from '../../contracts/health/check.js';
import { app } from '../../core/environment.js';
import { now } from '../../core/time.js';
import { bundleVersion } from '../../core/version.js';

/** Says that functions run, and which build. No round trip, so that anybody may ask as often as the rate limit lets. */
export async function checkHealth(): Promise<Output<typeof healthCheck>> {
  return { status: 'up', app: app(), bundle: bundleVersion, at: now() };
}
