import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/lib/paths.js';
import { missingScenario, readActions, readScenarios } from './actions.js';

const actions = await readActions();

describe('every action', () => {
  it('belongs to an app', () => {
    expect(actions.filter(({ app }) => !app).map(({ name }) => `${name}: no app has its module`)).toEqual([]);
  });

  it('has a scenario: how a valid call of it is made', () => {
    const missing = actions.filter(({ scenarios, testedIn }) => scenarios.length === 0 && !testedIn);
    expect(missing.map(missingScenario)).toEqual([]);
  });

  it('is called by the test that is said to call it', () => {
    const elsewhere = actions.filter(({ testedIn }) => testedIn !== undefined);
    const silent = elsewhere.filter(({ name, exportName, testedIn }) => {
      const text = readFileSync(path.join(root, testedIn!), 'utf8');
      return !text.includes(`'${name}'`) && !new RegExp(`\\b${exportName}\\b`).test(text);
    });
    expect(silent.map(({ name, testedIn }) => `${testedIn} does not call ${name}`)).toEqual([]);
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
