import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClock } from '../../kernel/clock.js';
import type { Kernel } from '../../kernel/kernel.js';

/** A kernel with a data folder of its own, for tests. */
export function testKernel(env = 'test'): Kernel & { remove(): void } {
  const dataDir = mkdtempSync(join(tmpdir(), 'yunshu-database-'));
  const clock = createClock();
  return {
    clock,
    dataDir,
    baseUrl: () => 'http://127.0.0.1:0',
    hasEnvironment: (name) => name === env,
    environments: () => [env],
    log: () => {},
    remove() {
      clock.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
