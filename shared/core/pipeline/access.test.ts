import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Access, contract } from '../../contracts/contract.js';
import type { UserId } from '../../contracts/terms.js';
import type { Actor } from '../actor.js';
import { checkAccess } from './access.js';

const guest: Actor = { kind: 'guest' };
const member: Actor = { kind: 'member', userId: 'usr_1' as UserId, openid: 'o', appid: 'wx', door: 'wechat' };
const timer: Actor = { kind: 'timer' };
const platform: Actor = { kind: 'payment-platform' };

const action = (access: Access) =>
  contract({ name: 'a-b', title: '', access, input: z.null(), output: z.null(), budget: { roundTrips: 0 } });

describe('access', () => {
  it.each<[Access, Actor, string]>([
    ['member', guest, 'UNAUTHENTICATED'],
    ['member', timer, 'FORBIDDEN'],
    ['member', platform, 'FORBIDDEN'],
    ['timer', guest, 'FORBIDDEN'],
    ['timer', member, 'FORBIDDEN'],
    ['timer', platform, 'FORBIDDEN'],
  ])('to what is for a %s is denied to %o', async (access, actor, code) => {
    await expect(checkAccess(action(access), { actor, door: 'none' })).rejects.toThrow(
      expect.objectContaining({ code }),
    );
  });

  it.each<[Access, Actor]>([
    ['guest', guest],
    ['guest', member],
    ['member', member],
    ['timer', timer],
  ])('to what is for a %s is granted to %o', async (access, actor) => {
    await expect(checkAccess(action(access), { actor, door: 'none' })).resolves.toBeUndefined();
  });
});
