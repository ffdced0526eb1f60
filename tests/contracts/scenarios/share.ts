import type { Input, Output } from '../../../shared/contracts/contract.js';
import type { shareCreate } from '../../../shared/contracts/share/create.js';
import { newRequestId } from '../../kit/buyer.js';
import type { RunningCloud } from '../../kit/local-cloud.js';
import type { Stage } from '../stage.js';
import { untilDone } from './reading.js';
import { ask, type ModuleScenarios } from './scenario.js';

const subject = {
  birth: { calendar: 'solar', year: 1990, month: 5, day: 17, hour: 8, minute: 30 },
  sex: 'female',
  ziRule: 'day-at-23',
  trueSolar: false,
} as const;

/** What somebody asks who shares a chart. */
export function shareOf(changes: Partial<Input<typeof shareCreate>> = {}): Input<typeof shareCreate> {
  return { requestId: newRequestId(), subject, name: '小林', today: true, told: true, ...changes };
}

/** A share, and its owner. */
async function shared({ member }: Stage) {
  const caller = member();
  const { shareId } = await ask<Output<typeof shareCreate>>(caller, 'share-create', shareOf());
  return { caller, shareId };
}

const readers = new WeakMap<RunningCloud, ReturnType<typeof newReader>>();

/** Somebody with a saved chart and a reading that is done: one for each cloud, as a reading takes its time. */
function reader(stage: Stage) {
  const known = readers.get(stage.cloud) ?? newReader(stage);
  readers.set(stage.cloud, known);
  return known;
}

async function newReader({ member }: Stage) {
  const caller = member();
  const record = { name: '外婆', relation: 'family', subject, requestId: newRequestId() };
  const { recordId } = await ask<{ recordId: string }>(caller, 'record-save', record);
  const asked = { ...subject, topic: 'career', adult: true };
  const { readingId } = await ask<{ readingId: string }>(caller, 'reading-start', asked);
  await untilDone(caller, readingId);
  return { caller, recordId, readingId };
}

const HOUR = 3_600_000;

export const scenarios: ModuleScenarios = {
  actions: {
    'share-create': [
      async ({ member }) => ({ caller: member(), input: shareOf() }),
      async (stage) => {
        const { caller, recordId, readingId } = await reader(stage);
        const { subject: _subject, today: _today, ...rest } = shareOf();
        return { caller, input: { ...rest, recordId, readingId } };
      },
    ],
    'share-list': async (stage) => ({ caller: (await shared(stage)).caller, input: { limit: 10 } }),
    'share-open': { testedIn: 'tests/core/shares.test.ts' },
    'share-withdraw': async (stage) => {
      const { caller, shareId } = await shared(stage);
      return { caller, input: { shareId } };
    },
    // Each instance that is killed costs a second of drawing: its crash points are looked at there.
    'share-poster': { testedIn: 'tests/core/shares.test.ts' },
  },
  /** What never began is gone in minutes, what was withdrawn in a day, pictures that were being drawn with it. */
  async settle({ system, advance }) {
    for (const ms of [3 * 60_000, 25 * HOUR, 2 * HOUR]) {
      await advance(ms);
      await ask(system(), 'share-sweep', {});
    }
  },
  async broken({ snapshot }) {
    const { shares = [] } = (await snapshot()) as Record<string, { _id: string; state: string; card: unknown }[]>;
    return shares
      .filter(({ state, card }) => state !== 'open' || card === null)
      .map(({ _id, state }) => `${_id} stays ${state}`);
  },
};
