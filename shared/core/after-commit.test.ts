import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { actor } from './actor.js';
import { afterCommit, runAfterCommit } from './after-commit.js';
import { cached } from './cache/cached.js';
import { context, within } from './context.js';
import { recorder } from './metrics/instance.js';
import { concludeCall } from './observe.js';
import { asOverhead, beside } from './overhead.js';
import { newCall } from './pipeline/platform.js';

// Here is no database that metrics could be written to.
beforeAll(() => void vi.spyOn(recorder, 'due').mockReturnValue(undefined));
afterAll(() => vi.restoreAllMocks());

/** A call by the system, as `serve` runs one, up to its answer. */
async function called(useCase: () => Promise<void>) {
  const call = { ...newCall('test-effects', {}), actor: { kind: 'system' } as const };
  await within(call, async () => {
    await useCase();
    await runAfterCommit();
    await concludeCall();
  });
  return call;
}

const effect = (ran: string[], name: string) => async () => {
  context().roundTrips += 1;
  ran.push(`${name} by ${actor().kind}`);
};

describe('what is to be done after the commit', () => {
  it('is done whoever asks for it: the use case, upkeep, work beside the call, a load for everybody', async () => {
    const ran: string[] = [];
    const shared = cached({ name: 'test.effects', kind: 'answer', of: 'everybody', schema: z.string() }, async () => {
      afterCommit('load', effect(ran, 'load'));
      return 'loaded';
    });
    const call = await called(async () => {
      afterCommit('use case', effect(ran, 'use case'));
      await asOverhead(async () => afterCommit('upkeep', effect(ran, 'upkeep')));
      beside('test', async () => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        afterCommit('beside', effect(ran, 'beside'));
      });
      await shared.get('key');
    });

    expect(ran.sort()).toEqual(['beside by system', 'load by guest', 'upkeep by system', 'use case by system']);
    expect(call).toMatchObject({ roundTrips: 1, overhead: 3 });
  });

  it('is done once for one key, and not at all when the use case has failed', async () => {
    const ran: string[] = [];
    const call = newCall('test-effects', {});
    await called(async () => {
      afterCommit('same', effect(ran, 'first'));
      await asOverhead(async () => afterCommit('same', effect(ran, 'second')));
    });
    await within(call, async () => {
      afterCommit('never', effect(ran, 'never'));
      await concludeCall({ code: 'INTERNAL' } as never);
    });
    expect(ran).toEqual(['second by system']);
  });
});
