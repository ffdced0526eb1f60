import { afterAll, beforeAll, expect, it } from 'vitest';
import type { UserId } from '../../shared/contracts/terms.js';
import { Failure } from '../../shared/core/failure.js';
import { derivedId } from '../../shared/core/ids.js';
import { accountOf } from '../../shared/modules/account/accounts.js';
import { bind } from '../../shared/modules/account/bind.js';
import { resetPassword } from '../../shared/modules/account/change-password.js';
import { makeCode } from '../../shared/modules/account/codes.js';
import { deleteAccount } from '../../shared/modules/account/delete-account.js';
import { type Identifier, identifierOf } from '../../shared/modules/account/identities.js';
import { openAccount } from '../../shared/modules/account/open-account.js';
import { refreshSession } from '../../shared/modules/account/sessions.js';
import { loginByCode } from '../../shared/modules/account/sign-in.js';
import { asCall, beFunctionOf } from '../kit/in-process.js';
import { openShop, type Shop, times } from '../kit/shop.js';
import { newPhone } from '../kit/visitor.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: [] });
  beFunctionOf(shop.cloud, shop.env);
});
afterAll(() => shop.cloud.stop());

const ROUNDS = 5;

/** A code that has reached its owner. */
const codeFor = (identifier: Identifier, purpose: 'bind' | 'login' | 'reset-password', by: string) =>
  asCall(() => makeCode(identifier, purpose, { by, known: false }));

/** What came of it, or the code that it was refused with. */
const outcome = async <T>(work: Promise<T>): Promise<T | string> =>
  work.catch((error) => {
    if (error instanceof Failure) return error.code;
    throw error;
  });

/** As when nobody has written in the name of a session for a while. */
const letItRest = (userId: UserId) =>
  shop.db.collection('sessions').where({ userId }).update({ endedAt: '2026-01-01T00:00:00.000Z' });

it('a number that is bound, signed in by, given a password and left at the same moment has one owner, who alone gets in by it', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const phone = newPhone();
    const identifier = identifierOf(phone);
    const wechatUser = derivedId<UserId>('user', 'appid', phone);
    const member = { kind: 'member', userId: wechatUser, openid: phone, appid: 'appid', door: 'wechat' } as const;
    const before = await asCall(() => openAccount(identifier));

    const toBind = { identifier: phone, ...(await codeFor(identifier, 'bind', 'w')) };
    const toReset = {
      identifier: phone,
      ...(await codeFor(identifier, 'reset-password', 'r')),
      password: 'long one 9 x',
    };
    const toSignIn = { identifier: phone, ...(await codeFor(identifier, 'login', 'l')) };
    const binding = () => asCall(() => bind(toBind), { actor: member });
    const [bound, , signedIn] = await Promise.all([
      outcome(binding()),
      outcome(asCall(() => resetPassword(toReset))),
      outcome(asCall(() => loginByCode(toSignIn))),
      round % 3 === 0 && outcome(asCall(() => deleteAccount({}), { actor: member })),
    ]);
    // What one of the others has got in the way of can be repeated.
    expect(typeof bound === 'string' ? bound : 'bound').toMatch(/bound|MERGE_PENDING|IDENTIFIER_TAKEN/);

    await letItRest(before.account._id);
    const again = await outcome(binding());
    if (typeof again === 'string') expect(['IDENTIFIER_TAKEN', 'MERGE_PENDING']).toContain(again);
    const { account } = await asCall(() => openAccount(identifier));
    const both = await asCall(() => Promise.all([before.account._id, wechatUser].map(accountOf)));
    const holders = both.filter((one) => one?.phone === phone);
    expect(holders.map((one) => one!._id)).toEqual([account._id]);
    expect(account.mergedInto).toBeUndefined();
    if (typeof again !== 'string') expect(account._id).toBe(wechatUser);
    if (typeof signedIn !== 'string') {
      const refreshed = await outcome(asCall(() => refreshSession(signedIn.refreshToken)));
      if (signedIn.userId !== account._id) expect(refreshed).toBe('SESSION_ENDED');
    }
  }
}, 60_000);

it('a session that is refreshed while its owner is shut out is over, whoever is first', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const phone = newPhone();
    const identifier = identifierOf(phone);
    const login = { identifier: phone, ...(await codeFor(identifier, 'login', 'l')) };
    const session = await asCall(() => loginByCode(login));
    const reset = {
      identifier: phone,
      ...(await codeFor(identifier, 'reset-password', 'r')),
      password: 'long one 9 x',
    };
    const refreshing = times(3, () => outcome(asCall(() => refreshSession(session.refreshToken))));
    const [, ...refreshed] = await Promise.all([asCall(() => resetPassword(reset)), ...refreshing]);
    const tokens = refreshed.flatMap((one) => (typeof one === 'string' ? [] : [one.refreshToken]));
    for (const token of [session.refreshToken, ...tokens])
      expect(await outcome(asCall(() => refreshSession(token)))).toBe('SESSION_ENDED');
  }
}, 60_000);
