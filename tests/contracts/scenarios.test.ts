import { describe, expect, it } from 'vitest';
import { missingScenario, readActions, readScenarios } from './actions.js';

const actions = await readActions();

describe('every action', () => {
  it('belongs to an app', () => {
    expect(actions.filter(({ app }) => !app).map(({ name }) => `${name}: no app has its module`)).toEqual([]);
  });

  it('has a scenario: how a valid call of it is made', () => {
    expect(actions.filter(({ scenarios }) => scenarios.length === 0).map(missingScenario)).toEqual([]);
  });
});

describe('every scenario', () => {
  it('is of an action that is there, in the file of its module', async () => {
    const known = new Set(actions.map(({ name }) => name));
    const stray = (await readScenarios()).flatMap(({ module, actions: of }) =>
      Object.keys(of).filter((name) => !known.has(name) || !name.startsWith(`${module}-`)),
    );
    expect(stray).toEqual([]);
  });
});
