import { expect, it } from 'vitest';
import type { CloudFunction } from '../lib/actions.js';
import { pack, packedModules, triggerName } from './pack.js';
import { reviewNotes } from './review.js';

const one = (name: string, timer?: { name: string; cron: string }) =>
  ({ name, module: name.split('-')[0]!, declared: { input: {}, ...(timer && { timer }) } }) as unknown as CloudFunction;
const actions = ['a-x', 'a-y', 'b-x', 'c-x', 'c-y', 'c-z'].map((name) => one(name));

it('deploys every action alone while there is room', () => {
  const units = pack(actions, 6);
  expect(units.map(({ name }) => name)).toEqual(actions.map(({ name }) => name));
  expect(packedModules(units)).toEqual([]);
});

it('packs all modules when there is not, except those of one action', () => {
  const units = pack(actions, 5);
  expect(units.map(({ name, members }) => [name, members.length])).toEqual([
    ['a', 2],
    ['b-x', 1],
    ['c', 3],
  ]);
  expect(packedModules(units)).toEqual(['a', 'c']);
});

it('says when even the modules are too many', () => {
  expect(() => pack(actions, 2)).toThrow('6 actions in 3 modules do not fit into 2 functions');
});

it('names the timer of a packed action after the action', () => {
  const sweep = one('a-sweep', { name: 'hourly', cron: '0 0 * * * * *' });
  const [packed] = pack([sweep, one('a-x')], 1);
  expect(triggerName(packed!, sweep)).toBe('a-sweep_hourly');
  expect(triggerName({ ...packed!, packed: false }, sweep)).toBe('hourly');
});

it('tells what WeChat is known to refuse, when the manifest says that it is there', () => {
  const app = { name: 'x', title: 'X', modules: [], collections: [] };
  expect(reviewNotes(app)).toEqual([]);
  expect(reviewNotes({ ...app, onlyOnH5: ['fortune-telling'] })[0]).toContain('算命');
});
