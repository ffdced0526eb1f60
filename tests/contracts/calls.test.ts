import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolve } from '../../scripts/lib/contracts/json-schema.js';
import { apps } from '../../shared/apps/apps.js';
import type { Answer } from '../../shared/contracts/contract.js';
import { errorTable } from '../../shared/contracts/errors.js';
import { builtInRoles, isPermission, permissions } from '../../shared/contracts/permissions.js';
import type { RunningCloud } from '../kit/local-cloud.js';
import { roundTripsOfLast } from '../kit/round-trips.js';
import { readActions, type TestedAction } from './actions.js';
import { anotherInput } from './another-input.js';
import { ownedIds } from './owned-ids.js';
import type { ValidCall } from './scenarios/scenario.js';
import { type Caller, openTheatre, type Stage, stageOf } from './stage.js';

const known = (await readActions()).filter(({ app }) => app);
const actions = known.filter(({ scenarios }) => scenarios.length > 0);
const each = (chosen: readonly TestedAction[]) => chosen.map((action) => [action.name, action] as const);

let cloud: RunningCloud;
beforeAll(async () => {
  cloud = await openTheatre();
});
afterAll(() => cloud.stop());

const stageFor = ({ app }: TestedAction): Stage => stageOf(cloud, app!);

/** Sends a valid call, and waits as long as it is told to where it comes too often. */
async function make({ name }: TestedAction, { caller, input }: Pick<ValidCall, 'caller' | 'input'>, stage: Stage) {
  for (;;) {
    const answer = await caller.send(name, input);
    if (answer.ok || answer.error.code !== 'RATE_LIMITED') return answer;
    await stage.advance(answer.error.retryAfterMs ?? 1000);
  }
}

/** What the data of an answer is; a refusal fails the test with its reason. */
function dataOf(answer: Answer<unknown>): unknown {
  expect(answer).toMatchObject({ ok: true });
  return answer.ok ? answer.data : undefined;
}

const codeOf = (answer: Answer<unknown>) => (answer.ok ? 'OK' : answer.error.code);

describe('a valid call', () => {
  it.each(each(actions))('of %s answers as its contract says, within its round trips', async (_, action) => {
    const stage = stageFor(action);
    for (const scenario of action.scenarios) {
      // The first call of an instance reads what the instance keeps; the second is an ordinary one.
      const made: number[] = [];
      for (const _turn of [1, 2]) {
        const call = await scenario(stage);
        const data = dataOf(await make(action, call, stage));
        expect(action.contract.output.safeParse(data).error?.issues).toBeUndefined();
        const { roundTrips, perLine = 0 } = action.contract.budget;
        made.push(
          (await roundTripsOfLast(cloud, stage.env, action.name)) - roundTrips - perLine * ((call.lines ?? 1) - 1),
        );
      }
      expect(Math.min(...made), 'cloud calls above the budget').toBeLessThanOrEqual(0);
    }
  });
});

describe('a repeated call', () => {
  const idempotent = actions.filter(({ contract }) => contract.idempotent);

  it.each(each(idempotent))('of %s gets the same answer and changes nothing', async (_, action) => {
    const stage = stageFor(action);
    const call = await action.scenarios[0]!(stage);
    const first = dataOf(await make(action, call, stage));
    const after = await stage.snapshot();
    expect(dataOf(await make(action, call, stage))).toEqual(first);
    expect(await stage.snapshot()).toEqual(after);
  });

  const fieldsOf = ({ description, schemas }: TestedAction) =>
    Object.keys(resolve(description.input, schemas).properties ?? {});
  const withMore = idempotent.filter((action) => fieldsOf(action).some((field) => field !== 'requestId'));

  it.each(each(withMore))('of %s with another input under the same requestId is refused', async (_, action) => {
    const stage = stageFor(action);
    const { caller, input } = await action.scenarios[0]!(stage);
    dataOf(await make(action, { caller, input }, stage));
    const after = await stage.snapshot();
    const answer = await make(action, { caller, input: anotherInput(action, input) }, stage);
    expect(codeOf(answer)).toBe('REQUEST_ID_REUSED');
    expect(await stage.snapshot()).toEqual(after);
  });
});

describe('a stranger', () => {
  const withIds = actions.filter((action) => ownedIds(action).length > 0);

  it.each(each(withIds))('gets at nothing of another user by %s', async (_, action) => {
    const stage = stageFor(action);
    const tried = new Set<string>();
    for (const scenario of action.scenarios) {
      const { caller, input } = await scenario(stage);
      const given = ownedIds(action).filter((field) => field in input);
      if (caller.kind !== 'member' || given.length === 0) continue;
      for (const field of given) tried.add(field);
      const before = await stage.snapshot();
      const answer = await make(action, { caller: stage.member(), input }, stage);
      expect([403, 404], codeOf(answer)).toContain(answer.ok ? 200 : errorTable[answer.error.code].status);
      expect(await stage.snapshot()).toEqual(before);
    }
    const forMembers = action.contract.access === 'member' || action.contract.access === 'guest';
    const missing = forMembers ? ownedIds(action).filter((field) => !tried.has(field)) : [];
    expect(missing, `fields that no scenario of ${action.name} gives`).toEqual([]);
  });
});

describe('access', () => {
  const nonsense = { 'not a field': true };
  const snapshots = () => Promise.all(apps.map((app) => stageOf(cloud, app).snapshot()));
  let before: Awaited<ReturnType<typeof snapshots>>;
  beforeAll(async () => {
    before = await snapshots();
  });
  const refusals = (action: TestedAction, stage: Stage): [Caller, string][] => {
    switch (action.contract.access) {
      case 'guest':
        return [];
      case 'member':
        return [[stage.guest(), 'UNAUTHENTICATED']];
      case 'timer':
        return [stage.guest(), stage.member(), stage.operator('admin')].map((caller) => [caller, 'FORBIDDEN']);
      case 'internal':
        return [stage.guest(), stage.member(), stage.operator('admin')].map((caller) => [caller, 'FORBIDDEN']);
      default:
        return [
          [stage.guest(), 'UNAUTHENTICATED'],
          [stage.member(), 'FORBIDDEN'],
        ];
    }
  };

  it.each(each(known))('to %s is refused to everybody whom its contract does not name', async (_, action) => {
    for (const [caller, code] of refusals(action, stageFor(action))) {
      expect(codeOf(await caller.send(action.name, nonsense)), caller.kind).toBe(code);
    }
  });

  /** What WeChat pushes has fields of its own choosing; the action believes none that it cannot look up. */
  const pushes = ['file-checked'];

  it('leaves no action without a refusal', () => {
    const strict = ({ description, schemas }: TestedAction) =>
      resolve(description.input, schemas).additionalProperties === false;
    const open = known
      .filter(({ contract }) => contract.access === 'guest')
      .filter((action) => !strict(action) && !pushes.includes(action.name));
    expect(open.map(({ name }) => `${name} takes anything from anybody`)).toEqual([]);
  });

  it.each(each(known.filter(({ contract }) => isPermission(contract.access))))(
    'to %s is given to the roles that have its permission, and to no other',
    async (_, action) => {
      const stage = stageFor(action);
      const { access } = action.contract;
      if (!isPermission(access)) throw new Error(`${access} is no permission`);
      const allowed = new Set<string>([...permissions[access].roles, 'admin']);
      for (const role of Object.keys(builtInRoles) as (keyof typeof builtInRoles)[]) {
        const answer = await stage.operator(role).send(action.name, nonsense);
        if (allowed.has(role)) expect(codeOf(answer), role).toBe('INVALID_INPUT');
        else expect(answer, role).toMatchObject({ ok: false, error: { code: 'FORBIDDEN', missing: access } });
      }
    },
  );

  it('changes nothing by being refused', async () => {
    expect(await snapshots()).toEqual(before);
  });
});
