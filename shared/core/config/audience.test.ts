import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UserId } from '../../contracts/terms.js';
import type { Actor } from '../actor.js';
import { decide, placeOf } from './audience.js';

const flag = { name: 'store.giftWrap' };
const member = (userId: string): Actor => ({ kind: 'member', userId: userId as UserId, door: 'wechat' });
const percent = (value: number) => ({ percent: value, roles: [] });
const whole = fc.integer({ min: 0, max: 100 });

describe('a percentage', () => {
  it('keeps everybody in who was in when it is raised', () => {
    fc.assert(
      fc.property(fc.string(), whole, whole, (user, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        if (decide(flag, percent(less), member(user))) expect(decide(flag, percent(more), member(user))).toBe(true);
      }),
    );
  });

  it('is the part of the users that it says, to a few in a hundred', () => {
    for (const part of [1, 10, 50, 99]) {
      const users = Array.from({ length: 5000 }, (_, place) => member(`usr_${place}`));
      const on = users.filter((user) => decide(flag, percent(part), user)).length;
      expect(Math.abs(on / 50 - part)).toBeLessThan(2.5);
    }
  });

  it('takes other people for another flag', () => {
    const users = Array.from({ length: 2000 }, (_, place) => `usr_${place}`);
    const both = users.filter((user) => placeOf(flag, user) < 50 && placeOf({ name: 'store.other' }, user) < 50);
    expect(Math.abs(both.length / 20 - 25)).toBeLessThan(4);
  });
});

describe('whom a flag is on for', () => {
  const vips = { percent: 0, roles: ['vip'] };

  it.each<[string, Actor, { percent: number; roles: string[] }, boolean | undefined]>([
    ['a guest, for everybody', { kind: 'guest' }, percent(100), true],
    ['a guest, for most', { kind: 'guest' }, percent(99), false],
    ['a guest, for guests', { kind: 'guest' }, { percent: 0, roles: ['guest'] }, true],
    ['a member, for members', member('a'), { percent: 0, roles: ['member'] }, true],
    ['a member, for guests alone', member('a'), { percent: 0, roles: ['guest'] }, false],
    ['a member, for a role', member('a'), vips, undefined],
    ['a member, for nobody', member('a'), percent(0), false],
    ['the environment itself, for a few', { kind: 'system' }, percent(1), true],
    ['the environment itself, for nobody', { kind: 'timer' }, percent(0), false],
    ['an operator with the role', { kind: 'operator', operatorId: 'o', roles: ['vip'], tokenId: 't' }, vips, true],
    ['an operator without', { kind: 'operator', operatorId: 'o', roles: ['support'], tokenId: 't' }, vips, false],
  ])('%s', (_, actor, audience, expected) => {
    expect(decide(flag, audience, actor)).toBe(expected);
  });
});
