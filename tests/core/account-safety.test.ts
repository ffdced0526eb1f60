import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountBind } from '../../shared/contracts/account/bind.js';
import { accountGet } from '../../shared/contracts/account/get.js';
import { accountSetPassword } from '../../shared/contracts/account/set-password.js';
import type { CodePurpose } from '../../shared/contracts/auth/auth.js';
import { authLogin } from '../../shared/contracts/auth/login.js';
import { authLoginByCode } from '../../shared/contracts/auth/login-by-code.js';
import { configGet } from '../../shared/contracts/config/get.js';
import { configSet } from '../../shared/contracts/config/set.js';
import type { Answer, Input } from '../../shared/contracts/contract.js';
import { eventSweep } from '../../shared/contracts/event/sweep.js';
import { noticeList } from '../../shared/contracts/notice/list.js';
import { noticeSend } from '../../shared/contracts/notice/send.js';
import type { Instant } from '../../shared/contracts/terms.js';
import { userLogin } from '../../shared/contracts/user/login.js';
import { makeAssertion } from '../../shared/core/assertion.js';
import { environmentName } from '../../shared/core/environment.js';
import { type Buyer, callFunction, newRequestId } from '../kit/buyer.js';
import { MINUTE, openShop, type Shop, times } from '../kit/shop.js';
import { codeFor, createVisitor, NO_TICKET, newPhone, type SentCode } from '../kit/visitor.js';

const PASSWORD = '九月的风 77 paces';
const OTHER = 'another long one 9';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: [] });
  await set([
    { name: 'notice.smsTemplates', value: { 'account.changed': '200007' } },
    { name: 'notice.emailTemplates', value: { 'account.changed': '77' } },
  ]);
});
afterAll(() => shop.cloud.stop());

async function set(changes: { name: string; value: unknown }[]): Promise<void> {
  const admin = shop.operator(['admin']);
  const { version } = await admin.call(configGet, {});
  await admin.call(configSet, { requestId: newRequestId(), version, changes, why: '测试' } as Input<typeof configSet>);
}

const visitor = () => createVisitor(shop.cloud, shop.env);
const asGuest = (name: string, input: object) => callFunction(shop.cloud, shop.env, name, input);
const newAddress = () => `lin${newPhone()}@example.com`;
const clock = async () => (await shop.cloud.get<{ iso: Instant }>('/__hub/clock')).iso;

/** A guest who comes by the HTTP door from the address `ip`. */
const from = (ip: string) => async (name: string, input: object) => {
  const audience = `${environmentName(shop.env, shop.env)}/${name}`;
  const said = { actor: { kind: 'guest' }, caller: 'http-api', traceId: 'test', request: { ip } } as const;
  const assertion = await makeAssertion(audience, said, await clock());
  return callFunction(shop.cloud, shop.env, name, { ...input, $yunshu: { assertion } });
};

async function code(identifier: string, purpose: CodePurpose): Promise<SentCode> {
  await shop.advance(MINUTE);
  return codeFor(shop.cloud, asGuest, identifier, purpose);
}

/** Somebody who came by H5, with a phone or an e-mail address. */
async function newcomer(identifier = newPhone()) {
  const session = await visitor().call(authLoginByCode, { identifier, ...(await code(identifier, 'login')) });
  return { identifier, session, userId: session.userId, visitor: visitor().signIn(session) };
}

/** A WeChat user with a phone. */
async function bound(): Promise<{ buyer: Buyer; phone: string }> {
  const [buyer, phone] = [shop.buyer(), newPhone()];
  await buyer.call(accountBind, { identifier: phone, ...(await code(phone, 'bind')) });
  return { buyer, phone };
}

/** Everybody is told of what has happened; a phone that was sent a code a moment ago is reached a little later. */
async function told(): Promise<void> {
  await shop.asSystem(eventSweep, {});
  await shop.advance(2 * MINUTE);
  await shop.asSystem(noticeSend, {});
}

const codeOf = (answer: Answer<unknown>) => (answer.ok ? 'OK' : answer.error.code);
const texts = (phone: string) => shop.cloud.get<{ templateId: string }[]>(`/__hub/sms?phone=%2B86${phone}`);
const mails = (address: string) =>
  shop.cloud.get<{ templateId: number; variables: { text: string } }[]>(`/__hub/email?to=${address}`);
const warnings = async (phone: string) =>
  (await texts(phone)).filter(({ templateId }) => templateId === '200007').length;
const mailedWarnings = async (to: string) => (await mails(to)).filter(({ templateId }) => templateId === 77).length;

describe('a token alone', () => {
  it('binds nothing and sets no password; the password, or a code for what is bound already, does', async () => {
    const { identifier: phone, visitor: own, session } = await newcomer();
    const address = newAddress();
    const bind = { identifier: address, ...(await code(address, 'bind')) };
    const tries = [{}, { password: PASSWORD }, { ticket: bind.ticket, code: bind.code }];
    for (const proof of tries) {
      await expect(own.call(accountBind, { ...bind, proof })).rejects.toMatchObject({ code: 'PROOF_REFUSED' });
      await expect(own.call(accountSetPassword, { password: PASSWORD, proof })).rejects.toMatchObject({
        code: 'PROOF_REFUSED',
      });
    }
    expect(await shop.documents('identities', { userId: session.userId })).toHaveLength(1);

    const proof = await code(phone, 'confirm');
    await own.call(accountBind, { ...bind, proof });
    expect(await own.call(accountBind, bind)).toMatchObject({ email: 'l***@example.com' });
    await own.call(accountSetPassword, { password: PASSWORD, proof });
    own.signIn(await visitor().call(authLogin, { identifier: address, password: PASSWORD }));
    await own.call(accountSetPassword, { password: OTHER, proof: { password: PASSWORD } });
  });

  it('changes nothing unheard: what was bound before is told, what is new is not, and nobody can turn it off', async () => {
    const { identifier: phone, visitor: own } = await newcomer();
    const off = { kind: 'account.changed', channel: 'sms', on: false };
    expect(codeOf((await own.send('notice-prefer', off)).answer)).toBe('INVALID_INPUT');
    const address = newAddress();
    const bind = { identifier: address, ...(await code(address, 'bind')) };
    await own.call(accountBind, { ...bind, proof: await code(phone, 'confirm') });
    await told();
    expect([await warnings(phone), await mailedWarnings(address)]).toEqual([1, 0]);

    await own.call(accountSetPassword, { password: PASSWORD, proof: await code(phone, 'confirm') });
    await told();
    expect([await warnings(phone), await mailedWarnings(address)]).toEqual([2, 1]);
    own.signIn(await visitor().call(authLogin, { identifier: phone, password: PASSWORD }));
    const { items } = await own.call(noticeList, {});
    expect(items.map(({ kind }) => kind)).toEqual(['account.changed', 'account.changed']);
  });

  it('needs no more in WeChat until there is another way in; then it does', async () => {
    const { buyer, phone } = await bound();
    const address = newAddress();
    const bind = { identifier: address, ...(await code(address, 'bind')) };
    await expect(buyer.call(accountBind, bind)).rejects.toMatchObject({ code: 'PROOF_REFUSED' });
    await expect(buyer.call(accountSetPassword, { password: PASSWORD })).rejects.toMatchObject({
      code: 'PROOF_REFUSED',
    });
    await buyer.call(accountBind, { ...bind, proof: await code(phone, 'confirm') });
  });
});

describe('who has got somebody else’s old number', () => {
  it('gets neither his password nor his address, and keeps him out; he lives on by what is left to him', async () => {
    const { identifier: phone, visitor: former, userId } = await newcomer();
    const address = newAddress();
    const proof = await code(phone, 'confirm');
    await former.call(accountBind, { identifier: address, ...(await code(address, 'bind')), proof });
    await former.call(accountSetPassword, { password: PASSWORD, proof });

    const buyer = shop.buyer();
    const { userId: present } = await buyer.call(userLogin, {});
    const account = await buyer.call(accountBind, { identifier: phone, ...(await code(phone, 'bind')) });
    expect(account).toMatchObject({ userId: present, email: null, hasPassword: false, nickname: null });
    const byPhone = await asGuest('auth-login', { identifier: phone, password: PASSWORD });
    expect(codeOf(byPhone)).toBe('SIGN_IN_REFUSED');
    const again = await visitor().call(authLogin, { identifier: address, password: PASSWORD });
    expect(again.userId).toBe(userId);
    expect(await visitor().signIn(again).call(accountGet, {})).toMatchObject({ phone: null, hasPassword: true });
    await told();
    expect(await mailedWarnings(address)).toBe(2);
  });
});

describe('a code', () => {
  it('is not used up, taken or kept away by who knows the address', async () => {
    const identifier = newAddress();
    const mine = await codeFor(shop.cloud, from('10.0.0.1'), identifier, 'login');
    for (const stranger of [from('10.0.1.1'), from('10.0.1.2')]) {
      const { ticket } = await codeFor(shop.cloud, stranger, identifier, 'login');
      const wrong = { identifier, ticket, code: '000000' };
      const guesses = await Promise.all(times(5, () => stranger('auth-login-by-code', wrong)));
      expect(guesses.map(codeOf)).toEqual(times(5, () => 'CODE_WRONG'));
    }
    const blind = { identifier, ticket: NO_TICKET, code: mine.code };
    expect(codeOf(await from('10.0.1.3')('auth-login-by-code', blind))).toBe('CODE_WRONG');
    // From another network than he asked from: a phone changes networks.
    expect(codeOf(await from('10.0.0.2')('auth-login-by-code', { identifier, ...mine }))).toBe('OK');
  });

  it('is sent to who has signed in from here before, after strangers have used up theirs, who have an end', async () => {
    const identifier = newAddress();
    const [home, purpose] = [from('10.0.2.1'), 'login' as const];
    const first = { identifier, ...(await codeFor(shop.cloud, home, identifier, purpose)) };
    expect(codeOf(await home('auth-login-by-code', first))).toBe('OK');
    await shop.advance(MINUTE);
    const flood = await Promise.all(times(8, (n) => from(`10.0.3.${n}`)('auth-send-code', { identifier, purpose })));
    expect(flood.map(codeOf).filter((one) => one === 'OK').length).toBeLessThanOrEqual(3);
    await Promise.all(times(3, (n) => from(`10.0.4.${n}`)('auth-send-code', { identifier, purpose })));
    expect(codeOf(await from('10.0.5.1')('auth-send-code', { identifier, purpose }))).toBe('RATE_LIMITED');
    expect(codeOf(await home('auth-send-code', { identifier, purpose }))).toBe('OK');
  });
});

describe('two phones that are bound at the same moment', () => {
  it('leave the account with one, and the other is nobody’s', async () => {
    const buyer = shop.buyer();
    const phones = [newPhone(), newPhone()];
    const sent = [];
    for (const phone of phones) sent.push({ identifier: phone, ...(await code(phone, 'bind')) });
    const answers = await Promise.all(sent.map((input) => buyer.send('account-bind', input)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const { userId } = await buyer.call(userLogin, {});
    expect(await shop.documents('identities', { userId })).toHaveLength(1);
    const other = phones[answers.findIndex(({ ok }) => !ok)]!;
    const fresh = await visitor().call(authLoginByCode, { identifier: other, ...(await code(other, 'login')) });
    expect(fresh).toMatchObject({ isNew: true });
  });
});

describe('a function that is killed', { timeout: 60_000 }, () => {
  /** Kills `name` after its k-th cloud call for each k of `calls`, until it comes through. */
  async function killedAfter(
    name: string,
    calls: readonly number[],
    attempt: (arm: () => Promise<unknown>) => Promise<void>,
  ) {
    for (const nth of calls) {
      const crash = { kind: 'crash', function: name, nth, when: 'after', times: 1 };
      await attempt(() => shop.cloud.post('/__hub/faults', crash));
      const struck = (await shop.cloud.get<object[]>('/__hub/faults')).length === 0;
      await shop.cloud.remove('/__hub/faults');
      if (!struck) return nth;
    }
    return calls.length;
  }

  it('while it binds a phone leaves it to its owner: the call can be repeated, and a code signs in as the same user', async () => {
    let halfDone = 0;
    const points = await killedAfter(
      'account-bind',
      times(20, (n) => n + 1),
      async (arm) => {
        const [buyer, phone] = [shop.buyer(), newPhone()];
        const { userId } = await buyer.call(userLogin, {});
        const input = { identifier: phone, ...(await code(phone, 'bind')) };
        await arm();
        await buyer.send('account-bind', input).catch(() => undefined);
        const claimed = (await shop.documents('identities', { userId })).length > 0;
        const written = (await shop.documents('accounts', { _id: userId })).length > 0;
        if (!claimed) {
          expect(await buyer.call(accountBind, input)).toMatchObject({ userId });
          return;
        }
        if (!written) {
          halfDone += 1;
          const taking = shop.buyer().call(accountBind, { identifier: phone, ...(await code(phone, 'bind')) });
          await expect(taking).rejects.toMatchObject({ code: 'IDENTIFIER_TAKEN' });
        }
        const own = visitor();
        own.signIn(await own.call(authLoginByCode, { identifier: phone, ...(await code(phone, 'login')) }));
        expect(await own.call(accountGet, {})).toMatchObject({ userId, phone: expect.stringContaining('****') });
        expect(await shop.documents('accounts', { _id: userId })).toMatchObject([{ origin: 'wechat' }]);
      },
    );
    expect([points > 5, halfDone > 0]).toEqual([true, true]);
  });

  it('while it sets a new password has ended all sessions with it, or done nothing', async () => {
    let halfDone = 0;
    await killedAfter('auth-reset-password', [7, 8, 9], async (arm) => {
      const { identifier, session } = await newcomer();
      const reset = { identifier, ...(await code(identifier, 'reset-password')), password: OTHER };
      await arm();
      await asGuest('auth-reset-password', reset).catch(() => undefined);
      const [account] = await shop.documents<{ password: string | null }>('accounts', { _id: session.userId });
      const [kept] = await shop.documents<{ endedAt: string | null }>('sessions', { userId: session.userId });
      const refreshed = codeOf(await asGuest('auth-refresh', { refreshToken: session.refreshToken }));
      expect(refreshed).toBe(account!.password === null ? 'OK' : 'SESSION_ENDED');
      if (account!.password !== null && kept!.endedAt === null) halfDone += 1;
    });
    expect(halfDone).toBeGreaterThan(0);
  });
});

it('what codes cost in a day has an end, for however many addresses; who is known has a part of his own', async () => {
  const home = from('10.0.6.1');
  const identifier = newAddress();
  const first = { identifier, ...(await codeFor(shop.cloud, home, identifier, 'login')) };
  expect(codeOf(await home('auth-login-by-code', first))).toBe('OK');
  await set([{ name: 'auth.codesPerDay', value: 10 }]);
  await shop.advance(6 * MINUTE);
  const ask = (n: number) => from(`10.0.7.${n}`)('auth-send-code', { identifier: newAddress(), purpose: 'login' });
  const answers = await Promise.all(times(8, ask));
  const sent = answers.filter(({ ok }) => ok).length;
  expect([sent > 0, sent <= 4]).toEqual([true, true]);
  expect(codeOf(await ask(9))).toBe('RATE_LIMITED');
  expect(codeOf(await home('auth-send-code', { identifier, purpose: 'login' }))).toBe('OK');
});
