import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/lib/paths.js';
import { apps } from '../../shared/apps/apps.js';
import type { Answer } from '../../shared/contracts/contract.js';
import { errorTable } from '../../shared/contracts/errors.js';
import type { RunningCloud } from '../kit/local-cloud.js';
import { MINUTE } from '../kit/shop.js';
import { readActions, readScenarios, type TestedAction } from './actions.js';
import type { Scenario, ValidCall } from './scenarios/scenario.js';
import { openTheatre, type Stage, stageOf } from './stage.js';

const modules = await readScenarios();

/** What timers and other functions call is called again by them; what has a test of its own at every crash point needs no other. */
const inDepth = testedInDepth();
const actions = (await readActions()).filter(
  ({ name, app, scenarios, contract: { access } }) =>
    app && scenarios.length > 0 && access !== 'timer' && access !== 'internal' && !inDepth.has(name),
);

/** The actions that a test elsewhere kills by name at every cloud call. */
function testedInDepth(): Set<string> {
  const folder = path.join(root, 'tests');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const texts = files
    .filter((file) => file.endsWith('.test.ts') && !file.startsWith('contracts'))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'));
  const named = [...texts.join('\n').matchAll(/atEveryCrashPoint\(\s*[\w.]+,\s*'([\w-]+)'/g)];
  return new Set(named.map(([, name]) => name!));
}

let cloud: RunningCloud;
beforeAll(async () => {
  cloud = await openTheatre();
});
afterAll(() => cloud.stop());

/** Sends a call until it is neither limited nor waiting for the one that died. */
async function repeat({ name }: TestedAction, { caller, input }: ValidCall, stage: Stage): Promise<Answer<unknown>> {
  for (let tries = 0; tries < 5; tries += 1) {
    const answer = await caller.send(name, input);
    if (answer.ok || !errorTable[answer.error.code].retryable || answer.error.code === 'INTERNAL') return answer;
    await stage.advance(Math.max(answer.error.retryAfterMs ?? 0, MINUTE / 4));
  }
  throw new Error(`${name} asks for patience without end`);
}

interface Invocation {
  roundTrips: Record<string, number>;
  logs: { text: string }[];
}

/** How many cloud calls an ordinary call makes; none when it only reads, because then nothing can be left half done. */
async function crashPointsOf(action: TestedAction, scenario: Scenario, stage: Stage): Promise<number> {
  const { name } = action;
  expect(await repeat(action, await scenario(stage), stage)).toMatchObject({ ok: true });
  const [last] = await cloud.get<Invocation[]>(`/__hub/invocations?env=${stage.env}&name=${name}&limit=1`);
  const { roundTrips, logs } = last!;
  const lines = logs.map(({ text }) => JSON.parse(text) as { overhead?: number });
  const overhead = lines.reduce((total, line) => total + (line.overhead ?? 0), 0);
  const isWrite = (call: string) => !/^database\.(query|get|count|calculate|aggregate)/.test(call);
  const sum = (calls: [string, number][]) => calls.reduce((total, [, count]) => total + count, 0);
  const calls = Object.entries(roundTrips);
  // What the instance keeps for itself, its counts above all, is no part of the call.
  return sum(calls.filter(([call]) => isWrite(call))) > overhead ? sum(calls) : 0;
}

describe('an action whose function is killed after any of its cloud calls', { timeout: 60_000 }, () => {
  it.each(actions.map((action) => [action.name, action] as const))('%s: can be repeated', async (name, action) => {
    const stage = stageOf(cloud, action.app!);
    for (const scenario of action.scenarios) {
      const most = await crashPointsOf(action, scenario, stage);
      for (let nth = 1; nth <= most; nth += 1) {
        const call = await scenario(stage);
        await cloud.post('/__hub/faults', { kind: 'crash', function: name, nth, when: 'after', times: 1 });
        await call.caller.send(name, call.input).catch(() => undefined);
        await cloud.remove('/__hub/faults');
        expect(await repeat(action, call, stage), `after cloud call ${nth}`).toMatchObject({ ok: true });
      }
    }
  });

  it.each(apps.map((app) => [app.name, app] as const))('leaves nothing lost or stuck in %s', async (_, app) => {
    const stage = stageOf(cloud, app);
    const own = modules.filter(({ module }) => app.modules.includes(module));
    for (const { settle } of own) await settle?.(stage);
    for (const { module, broken } of own) expect((await broken?.(stage)) ?? [], module).toEqual([]);
  });
});
