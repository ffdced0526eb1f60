import type { DatabaseService } from '../database/index.js';
import type { FunctionsService } from '../functions/index.js';
import type { Kernel } from '../kernel/kernel.js';

/** Version of what the hub answers; raised when a field changes its meaning. */
const STATUS_VERSION = 1;

/** What runs where. */
export async function status(kernel: Kernel, functions: FunctionsService, database: DatabaseService) {
  const environments = await Promise.all(
    kernel.environments().map(async (env) => ({
      env,
      functions: functions.list(env).map(({ definition, instances }) => ({ name: definition.name, instances })),
      collections: await database.forEnvironment(env).listCollections(),
    })),
  );
  return { version: STATUS_VERSION, url: kernel.baseUrl(), pid: process.pid, now: kernel.clock.now(), environments };
}
