import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../shared/contracts/contract.js';
import { errorTable } from '../../shared/contracts/errors.js';
import { atEveryCrashPoint } from '../kit/crash-points.js';
import { type RunningCloud, startCloud } from '../kit/local-cloud.js';
import { MINUTE } from '../kit/shop.js';
import { readActions, readScenarios, type TestedAction } from './actions.js';
import type { ValidCall } from './scenarios/scenario.js';
import { type Stage, stageOf } from './stage.js';

const actions = (await readActions()).filter(({ app, scenarios }) => app && scenarios.length > 0);
const modules = await readScenarios();

let cloud: RunningCloud;
beforeAll(async () => {
  cloud = await startCloud({ bare: true });
});
afterAll(() => cloud.stop());

const stageFor = ({ app }: TestedAction): Stage => stageOf(cloud, app!);

/** Sends a call until it is neither limited nor waiting for the one that died. */
async function repeat({ name }: TestedAction, { caller, input }: ValidCall, stage: Stage): Promise<Answer<unknown>> {
  for (let tries = 0; tries < 5; tries += 1) {
    const answer = await caller.send(name, input);
    if (answer.ok || !errorTable[answer.error.code].retryable || answer.error.code === 'INTERNAL') return answer;
    await stage.advance(Math.max(answer.error.retryAfterMs ?? 0, MINUTE / 4));
  }
  throw new Error(`${name} asks for patience without end`);
}

/** Whoever can be called twice has to bear a death in between: what is repeated under its id, and what anybody may repeat. */
const repeatable = actions.filter(({ contract }) => contract.access !== 'timer' && contract.access !== 'internal');

describe('an action whose function is killed at any of its cloud calls', { timeout: 120_000 }, () => {
  it.each(repeatable.map((action) => [action.name, action] as const))(
    '%s: can be repeated, and nothing is left lost or stuck',
    async (_, action) => {
      const stage = stageFor(action);
      for (const scenario of action.scenarios) {
        await atEveryCrashPoint(cloud, action.name, async (arm, disarm, at) => {
          const call = await scenario(stage);
          await arm();
          const died = await call.caller.send(action.name, call.input).then(
            () => false,
            () => true,
          );
          await disarm();
          const answer = await repeat(action, call, stage);
          if (died || answer.ok) expect(answer, at).toMatchObject({ ok: true });
        });
      }
      const { module } = action.description;
      await modules.find((one) => one.module === module)?.settle?.(stage);
      for (const one of modules) {
        if (one.broken && action.app!.modules.includes(one.module))
          expect(await one.broken(stage), one.module).toEqual([]);
      }
    },
  );
});
