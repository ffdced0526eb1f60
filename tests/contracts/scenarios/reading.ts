import type { Input, Output } from '../../../shared/contracts/contract.js';
import type { readingGet } from '../../../shared/contracts/reading/get.js';
import type { readingStart } from '../../../shared/contracts/reading/start.js';
import { bought, passes } from '../../kit/benefits.js';
import type { Caller, Stage } from '../stage.js';
import { ask, type ModuleScenarios } from './scenario.js';

let births = 0;

/** A question about a chart that nobody has asked about before. */
export function askAbout(topic: 'career' | 'question' | 'wealth' = 'career'): Input<typeof readingStart> {
  births += 1;
  const at = { year: 1950 + (births % 40), month: (births % 12) + 1, day: (births % 28) + 1, hour: births % 24 };
  return {
    birth: { calendar: 'solar', ...at },
    sex: 'male',
    ziRule: 'day-at-0',
    trueSolar: false,
    topic,
    ...(topic === 'question' && { question: '今年适合换一份工作吗' }),
    adult: true,
  };
}

/** A reading that is begun, and its owner. */
async function begun({ member }: Stage) {
  const caller = member();
  const { readingId } = await ask<Output<typeof readingStart>>(caller, 'reading-start', askAbout());
  return { caller, readingId };
}

/** A reading that is done, and its owner. */
async function written(stage: Stage) {
  const { caller, readingId } = await begun(stage);
  await untilDone(caller, readingId);
  return { caller, readingId };
}

/** Waits for a reading as somebody waits who looks at it. */
export async function untilDone(caller: Caller, readingId: string): Promise<Output<typeof readingGet>> {
  for (let tries = 0; tries < 100; tries += 1) {
    const reading = await ask<Output<typeof readingGet>>(caller, 'reading-get', { readingId });
    if (reading.state === 'done' || reading.state === 'failed') return reading;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${readingId} is never done`);
}

export const scenarios: ModuleScenarios = {
  actions: {
    'reading-start': async ({ member, shop }) => {
      const caller = member();
      await bought(shop, caller, passes(2));
      return { caller, input: askAbout('question') };
    },
    'reading-get': async (stage) => {
      const { caller, readingId } = await begun(stage);
      return { caller, input: { readingId, after: 1 } };
    },
    'reading-daily': async ({ member }) => {
      const { topic: _topic, adult: _adult, ...subject } = askAbout();
      return { caller: member(), input: { ...subject, date: '2026-11-21' } };
    },
    'reading-list': async (stage) => ({ caller: (await begun(stage)).caller, input: { limit: 10 } }),
    'reading-mark': async (stage) => {
      const { caller, readingId } = await begun(stage);
      return { caller, input: { readingId, favourite: true } };
    },
    'reading-delete': async (stage) => {
      const { caller, readingId } = await written(stage);
      return { caller, input: { readingId } };
    },
    'reading-write': async (stage) => {
      const { readingId } = await begun(stage);
      return { caller: stage.system(), input: { readingId } };
    },
  },
  /** Writers are replaced when their leases are over, and what was deleted is gone in a day. */
  async settle({ system, advance }) {
    for (const ms of [3 * 60_000, 3 * 60_000, 25 * 3_600_000]) {
      await advance(ms);
      await ask(system(), 'reading-sweep', {});
    }
  },
  async broken({ snapshot }) {
    const { readings = [], benefits = [] } = (await snapshot()) as Record<string, Kept[]>;
    const taken = new Set(
      benefits.flatMap(({ places = {} }) =>
        Object.entries(places).flatMap(([id, { state }]) => (state === 'taken' ? [id] : [])),
      ),
    );
    return [
      ...readings.filter(({ state }) => state !== 'done').map(({ _id, state }) => `${_id} stays ${state}`),
      ...readings.filter(({ _id }) => !taken.has(_id)).map(({ _id }) => `${_id} has taken no place`),
    ];
  },
};

interface Kept {
  _id: string;
  state?: string;
  places?: Record<string, { state: string }>;
}
