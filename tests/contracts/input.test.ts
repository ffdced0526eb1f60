import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleOf } from '../../scripts/lib/contracts/example.js';
import type { Answer } from '../../shared/contracts/contract.js';
import { toAnswerError, toFailure } from '../../shared/core/pipeline/funnel.js';
import { parseInput } from '../../shared/core/pipeline/input.js';
import type { RunningCloud } from '../kit/local-cloud.js';
import { callerOf, readActions, type TestedAction } from './actions.js';
import { MARKER, type OddInput, oddInputs, randomInputs } from './bad-input.js';
import { inBatches } from './batch.js';
import { openTheatre, type Stage, stageOf } from './stage.js';

const actions = (await readActions()).filter(
  ({ app, scenarios, testedIn }) => app && (scenarios.length > 0 || testedIn),
);

/** New each time; the same inputs come again with YUNSHU_SEED. */
const SEED = Number(process.env.YUNSHU_SEED ?? Date.now() % 1_000_000);
console.log(`bad inputs of seed ${SEED}: YUNSHU_SEED=${SEED} sends the same again`);
const RANDOM_RUNS = 50;
/** Of the inputs that the contract refuses and of those that it takes, this many go all the way, others each time. */
const SENT = 6;
const AT_ONCE = 2;

let cloud: RunningCloud;
beforeAll(async () => {
  cloud = await openTheatre();
});
afterAll(() => cloud.stop());

/** Sends an input as somebody new, so that nobody's limit is reached; waits where all share one. */
async function send(action: TestedAction, stage: Stage, input: unknown): Promise<Answer<unknown>> {
  for (;;) {
    const answer = await callerOf(action.contract, stage).send(action.name, input as object);
    if (answer.ok || answer.error.code !== 'RATE_LIMITED') return answer;
    await stage.advance(answer.error.retryAfterMs ?? 1000);
  }
}

/** As many as are sent all the way. */
function someOf(odd: readonly OddInput[]): OddInput[] {
  const count = Math.min(SENT, odd.length);
  const choice = fc.shuffledSubarray([...odd], { minLength: count, maxLength: count });
  return fc.sample(choice, { numRuns: 1, seed: SEED })[0]!;
}

const isValid = ({ contract }: TestedAction, { input }: OddInput) =>
  contract.input.safeParse(JSON.parse(JSON.stringify(input))).success;

/** A refusal is short, and tells neither how the program is made nor what was sent. */
const LONGEST_REFUSAL = 4000;
const PROGRAM = /node_modules|\bat .+:\d+:\d+|\.[jt]s:\d+|Error:/;

function complaints({ what }: OddInput, answer: Answer<unknown>, wanted: (code: string) => boolean): string[] {
  if (answer.ok) return wanted('OK') ? [] : [`${what}: is taken`];
  const text = JSON.stringify(answer.error);
  return [
    ...(wanted(answer.error.code) ? [] : [`${what}: ${text.slice(0, 300)}`]),
    ...(PROGRAM.test(text) ? [`${what}: tells of the program: ${text.slice(0, 300)}`] : []),
    ...(text.includes(MARKER) ? [`${what}: gives back what was sent: ${text.slice(0, 300)}`] : []),
    ...(text.length > LONGEST_REFUSAL ? [`${what}: is refused in ${text.length} characters`] : []),
  ];
}

/** Every odd input to an action, told apart by its contract. */
async function oddInputsTo(action: TestedAction, stage: Stage) {
  const { input: schema } = action.description;
  const prepared = await action.scenarios[0]?.(stage);
  const valid = prepared?.input ?? (exampleOf(schema, action.schemas) as object);
  const odd = [...oddInputs(valid, schema, action.schemas), ...randomInputs(valid, RANDOM_RUNS, SEED)];
  return { bad: odd.filter((one) => !isValid(action, one)), taken: odd.filter((one) => isValid(action, one)) };
}

function refusalOf({ contract }: TestedAction, { input }: OddInput): Answer<unknown> {
  try {
    parseInput(contract, JSON.parse(JSON.stringify(input)));
  } catch (thrown) {
    return { ok: false, error: toAnswerError(toFailure(thrown)), traceId: '' };
  }
  return { ok: true, data: null, traceId: '' };
}

const named = (answer: Answer<unknown>) => answer.ok || Object.keys(answer.error.fields ?? {}).length > 0;

function wellRefused(one: OddInput, answer: Answer<unknown>): string[] {
  const found = complaints(one, answer, (code) => code === 'INVALID_INPUT');
  return named(answer) ? found : [...found, `${one.what}: names no field`];
}

describe('bad input', () => {
  it.each(actions.map((action) => [action.name, action] as const))(
    'to %s is refused with the field that is wrong, and nothing comes of it',
    async (_, action) => {
      const stage = stageOf(cloud, action.app!);
      const { bad, taken } = await oddInputsTo(action, stage);
      expect(bad.flatMap((one) => wellRefused(one, refusalOf(action, one)))).toEqual([]);

      const sent = someOf(bad);
      const before = await stage.snapshot();
      const refused = await inBatches(sent, AT_ONCE, async (one) =>
        wellRefused(one, await send(action, stage, one.input)),
      );
      expect(refused.flat()).toEqual([]);
      expect(await stage.snapshot()).toEqual(before);

      // A timer's contract takes whatever comes.
      const invocations = `/__hub/invocations?env=${stage.env}&name=${action.name}&limit=${sent.length}`;
      const logged = sent.length === 0 ? [] : await cloud.get<{ logs: { text: string }[] }[]>(invocations);
      const telling = logged.flatMap(({ logs }) => logs.filter(({ text }) => text.includes(MARKER)));
      expect(telling).toEqual([]);

      const answered = await inBatches(someOf(taken), AT_ONCE, async (one) =>
        complaints(one, await send(action, stage, one.input), (code) => code !== 'INTERNAL'),
      );
      expect(answered.flat()).toEqual([]);
    },
  );
});
