import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Kernel } from '../kernel/kernel.js';
import type { StorageService } from '../storage/index.js';
import { get } from './api.js';
import { estimateMonth } from './estimate.js';
import type { ConsoleParts } from './parts.js';
import { latencyOf } from './statistics.js';

/** Calls a day that the estimate starts from: a thousand users a day with eight calls each. */
const USUAL_CALLS_PER_DAY = 8_000;
const RECORDS = 2_000;
const PAGE = 1_000;

/** `GET overview`: every environment at a glance. `GET estimate?env=&name=&callsPerDay=`: what a month would cost, of one function its calls alone. */
export function overviewRoutes(parts: ConsoleParts) {
  const { kernel, functions, database, storage, activity } = parts;
  const startedAt = Date.now();
  const environmentOf = (env: string) => {
    const deployed = functions.list(env);
    const collections = database.forEnvironment(env).listCollections();
    return {
      env,
      functions: deployed.length,
      instances: deployed.reduce((sum, { instances }) => sum + instances, 0),
      running: functions.running().filter((one) => one.env === env).length,
      collections: collections.length,
      documents: collections.reduce((sum, { documents }) => sum + documents, 0),
      databaseBytes: databaseBytes(kernel, env),
      ...filesOf(storage, env),
      usage: activity.usage(env),
      ...latencyOf(functions.recent({ env, limit: RECORDS })),
    };
  };
  return [
    get('overview', () => ({
      url: kernel.baseUrl(),
      pid: process.pid,
      node: process.version,
      startedAt,
      now: kernel.clock.now(),
      machineNow: Date.now(),
      environments: kernel.environments().map(environmentOf),
    })),
    get('estimate', (query) => {
      const env = query.env(kernel);
      const name = query.optional('name');
      const callsPerDay = query.count('callsPerDay', USUAL_CALLS_PER_DAY, 1e9);
      if (name !== undefined) {
        return estimateMonth({ usage: activity.usage(env, name), callsPerDay, databaseBytes: 0, storageBytes: 0 });
      }
      return estimateMonth({
        usage: activity.usage(env),
        callsPerDay,
        databaseBytes: databaseBytes(kernel, env),
        storageBytes: filesOf(storage, env).storageBytes,
      });
    }),
  ];
}

/** Size of an environment's database on this machine's disk, with what is not yet merged into its file. */
function databaseBytes(kernel: Kernel, env: string): number {
  const file = join(kernel.dataDir, env, 'database', 'data.sqlite');
  return [file, `${file}-wal`].reduce((sum, one) => sum + (statSync(one, { throwIfNoEntry: false })?.size ?? 0), 0);
}

function filesOf(storage: StorageService, env: string): { files: number; storageBytes: number } {
  let files = 0;
  let storageBytes = 0;
  for (let page = storage.listFiles(env, '', { limit: PAGE }); page.length > 0; ) {
    files += page.length;
    storageBytes += page.reduce((sum, { size }) => sum + size, 0);
    page = page.length < PAGE ? [] : storage.listFiles(env, '', { after: page.at(-1)!.path, limit: PAGE });
  }
  return { files, storageBytes };
}
