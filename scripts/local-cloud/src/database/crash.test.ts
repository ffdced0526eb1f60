import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createClock } from '../kernel/clock.js';
import { createDatabaseService } from './index.js';
import { openDriver } from './store/driver.js';

const rounds = 20;
const child = fileURLToPath(new URL('./testing/crash-child.ts', import.meta.url));

/** Runs the child for a while and kills it as a crash would. @returns the ids that it was told are stored */
async function runAndKill(dataDir: string, round: number): Promise<string[]> {
  const running = spawn(process.execPath, ['--import', 'tsx', child, dataDir, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => running.once('exit', resolve));
  const lines = createInterface({ input: running.stdout });
  const stored: string[] = [];
  const closed = new Promise((resolve) => lines.once('close', resolve));
  await new Promise<void>((resolve, reject) => {
    running.once('exit', () => reject(new Error('the child ended before it was ready')));
    lines.on('line', (line) => (line === 'ready' ? resolve() : stored.push(line)));
  });
  await delay(100 + Math.random() * 500);
  running.kill('SIGKILL');
  await Promise.all([exited, closed]);
  return stored;
}

it('an acknowledged write survives kill -9, and transfers keep their sum', { timeout: 120_000 }, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'yunshu-crash-'));
  const stored: string[] = [];
  for (let round = 0; round < rounds; round++) {
    stored.push(...(await runAndKill(dataDir, round)));
    await checkState(dataDir, stored);
  }
  expect(stored.length).toBeGreaterThan(rounds * 20);
  rmSync(dataDir, { recursive: true, force: true });
});

async function checkState(dataDir: string, stored: readonly string[]): Promise<void> {
  const clock = createClock();
  const service = createDatabaseService({
    clock,
    dataDir,
    baseUrl: () => '',
    hasEnvironment: () => true,
    environments: () => ['crash'],
    log: () => {},
  });
  const database = service.forEnvironment('crash');
  await database.setStrict('inserts', false);
  const inserts = await database.find('inserts', { projection: { _id: 1 } });
  const found = new Set(inserts.map(({ _id }) => _id));
  expect(stored.filter((id) => !found.has(id))).toEqual([]);
  const balances = await database.find('accounts', { projection: { balance: 1 } });
  expect(balances.reduce((sum, { balance }) => sum + (balance as number), 0)).toBe(20 * 1000);
  expect(await database.count('inserts', { tags: { $gte: 'w' } })).toBe(inserts.length);
  expect(await database.count('accounts', { balance: { $gte: 0 } })).toBe(20);
  await service.close();
  clock.close();
  const driver = openDriver(join(dataDir, 'crash', 'database', 'data.sqlite'), true);
  expect(driver.prepare('PRAGMA integrity_check').all()).toEqual([['ok']]);
  driver.close();
}
