import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountGet } from '../../shared/contracts/account/get.js';
import { accountUpdate } from '../../shared/contracts/account/update.js';
import type { CodePurpose, SignedIn } from '../../shared/contracts/auth/auth.js';
import { authLogin } from '../../shared/contracts/auth/login.js';
import { authLoginByCode } from '../../shared/contracts/auth/login-by-code.js';
import { authLogout } from '../../shared/contracts/auth/logout.js';
import { authLogoutEverywhere } from '../../shared/contracts/auth/logout-everywhere.js';
import { authRefresh } from '../../shared/contracts/auth/refresh.js';
import { authRegister } from '../../shared/contracts/auth/register.js';
import { authResetPassword } from '../../shared/contracts/auth/reset-password.js';
import { authSendCode } from '../../shared/contracts/auth/send-code.js';
import { callFunction } from '../kit/buyer.js';
import { MINUTE, openShop, type Shop, times } from '../kit/shop.js';
import { codeFor, createVisitor, NO_TICKET, newPhone, type Visitor } from '../kit/visitor.js';

const SECOND = 1000;
const DAY = 24 * 60 * MINUTE;
const PASSWORD = '九月的风 77 paces';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: [] });
});
afterAll(() => shop.cloud.stop());

const visitor = () => createVisitor(shop.cloud, shop.env);
const asGuest = (name: string, input: object) => callFunction(shop.cloud, shop.env, name, input);
const code = (phone: string, purpose: CodePurpose) => codeFor(shop.cloud, asGuest, phone, purpose);

async function newcomer() {
  const phone = newPhone();
  const guest = visitor();
  const session = await guest.call(authRegister, {
    identifier: phone,
    ...(await code(phone, 'register')),
    password: PASSWORD,
  });
  return { phone, session, visitor: guest.signIn(session) };
}

/** The status and code that a call is refused with. */
const refused = async (sending: ReturnType<Visitor['send']>) => {
  const { status, answer } = await sending;
  return [status, answer.ok ? 'OK' : answer.error.code];
};

describe('an account outside of WeChat', () => {
  it('is made by a phone, its code and a password, and signs in by both', async () => {
    const { phone, session, visitor: own } = await newcomer();

    const again = await visitor().call(authLogin, { identifier: phone, password: PASSWORD });
    await shop.advance(MINUTE);
    const byCode = await visitor().call(authLoginByCode, { identifier: phone, ...(await code(phone, 'login')) });

    expect([again.userId, byCode.userId, byCode.isNew]).toEqual([session.userId, session.userId, false]);
    expect(await own.call(accountUpdate, { nickname: '林' })).toMatchObject({ nickname: '林', hasPassword: true });
    expect(await own.call(accountGet, {})).toMatchObject({ phone: `${phone.slice(0, 3)}****${phone.slice(-4)}` });
  });

  it('is made by an e-mail address as well, in small letters or large', async () => {
    const address = `Lin.${newPhone()}@Example.com`;
    const registering = { identifier: address, ...(await code(address, 'register')), password: PASSWORD };
    const { userId } = await visitor().call(authRegister, registering);
    const signedIn = await visitor().call(authLogin, { identifier: address.toLowerCase(), password: PASSWORD });
    expect(signedIn.userId).toBe(userId);
    const own = visitor().signIn(signedIn);
    expect(await own.call(accountGet, {})).toMatchObject({ email: 'l***@example.com', phone: null });
  });

  it('is not made while no code can be sent, which is said, and nothing is lost', async () => {
    const script = {
      service: 'sms',
      action: 'SendSms',
      error: { Code: 'InternalError.Timeout', Message: 'timeout' },
      times: 1,
    };
    await shop.cloud.post('/__hub/tencent/scripts', script);
    const phone = newPhone();
    expect(await refused(visitor().send('auth-send-code', { identifier: phone, purpose: 'login' }))).toEqual([
      503,
      'CODE_NOT_SENT',
    ]);
    await shop.advance(MINUTE);
    await visitor().call(authLoginByCode, { identifier: phone, ...(await code(phone, 'login')) });
  });

  it('is one, however many register a phone at the same time', async () => {
    const phone = newPhone();
    const sent = await code(phone, 'login');
    const answers = await Promise.allSettled(
      times(4, () => visitor().call(authLoginByCode, { identifier: phone, ...sent })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled').length).toBe(1);
    expect(answers.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))).toEqual(
      times(3, () => 'CODE_WRONG'),
    );
  });

  it('is never found in the database by its phone or its password', async () => {
    const { phone, session } = await newcomer();
    const kept = await Promise.all(
      ['accounts', 'identities', 'sessions', 'signInCodes', 'requests'].map((name) => shop.documents(name, {})),
    );
    const text = JSON.stringify(kept);
    expect(text).toContain(session.userId);
    for (const secret of [phone, PASSWORD, session.refreshToken, session.accessToken, session.signingKey]) {
      expect(text).not.toContain(secret);
    }
  });

  it('refuses passwords that everybody tries first, before it looks at the code', async () => {
    const phone = newPhone();
    for (const password of ['password123', '12345678', `wo${phone}`, 'aaaaaaaaa', 'qwertyuiop']) {
      const trying = visitor().call(authRegister, { identifier: phone, ticket: NO_TICKET, code: '000000', password });
      await expect(trying).rejects.toMatchObject({ code: 'INVALID_INPUT', fields: { password: expect.any(String) } });
    }
  });

  it('that exists is told to nobody but who holds the phone', async () => {
    const { phone } = await newcomer();
    const nobody = newPhone();
    const guess = (identifier: string) => visitor().send('auth-login', { identifier, password: 'some wrong guess' });

    const [known, unknown] = [await guess(phone), await guess(nobody)];
    expect([known.status, bodyOf(known)]).toEqual([unknown.status, bodyOf(unknown)]);
    expect(known.status).toBe(401);

    await shop.advance(MINUTE);
    const [toKnown, toNobody] = await Promise.all(
      [phone, nobody].map((identifier) => visitor().send('auth-send-code', { identifier, purpose: 'register' })),
    );
    expect([toKnown!.status, bodyOf(toKnown!)]).toEqual([toNobody!.status, bodyOf(toNobody!)]);
    await shop.advance(MINUTE);
    const mine = { identifier: phone, ...(await code(phone, 'register')), password: PASSWORD };
    expect(await refused(visitor().send('auth-register', mine))).toEqual([409, 'ACCOUNT_EXISTS']);
  });

  it('gets a new password by a code, which ends every session and the old password', async () => {
    const { phone, visitor: own, session } = await newcomer();
    await shop.advance(MINUTE);
    const input = { identifier: phone, ...(await code(phone, 'reset-password')), password: 'another long one 9' };
    await visitor().call(authResetPassword, input);
    await shop.advance(MINUTE + SECOND);

    expect(await refused(own.send('account-get', {}))).toEqual([401, 'SESSION_ENDED']);
    expect(await refused(visitor().send('auth-refresh', { refreshToken: session.refreshToken }))).toEqual([
      401,
      'SESSION_ENDED',
    ]);
    expect(await refused(visitor().send('auth-login', { identifier: phone, password: PASSWORD }))).toEqual([
      401,
      'SIGN_IN_REFUSED',
    ]);
    await visitor().call(authLogin, { identifier: phone, password: 'another long one 9' });
  });
});

describe('a new password', () => {
  it('shuts out who was just signing in with the old one', async () => {
    const { phone, session } = await newcomer();
    await shop.advance(MINUTE);
    const reset = { identifier: phone, ...(await code(phone, 'reset-password')), password: 'another long one 9' };

    await asGuest('auth-login', { identifier: phone, password: 'some wrong guess' });

    // The old password has been found right; the session is not there yet when all sessions are ended.
    const slow = { kind: 'latency', function: authLogin.name, action: 'database.insert*', ms: 5000, times: 1 };
    await shop.cloud.post('/__hub/faults', slow);
    const early = asGuest('auth-login', { identifier: phone, password: PASSWORD });
    await shop.struck();
    await asGuest('auth-reset-password', reset);
    expect(await early).toMatchObject({ ok: false, error: { code: 'SIGN_IN_REFUSED' } });
    const sessions = await shop.documents('sessions', { userId: session.userId });
    expect(sessions).toMatchObject(times(2, () => ({ endedBy: 'password', endedAt: expect.any(String) })));
  }, 30_000);
});

describe('guessing', () => {
  it('a password is over after five tries from one place, however many at once', async () => {
    const { phone } = await newcomer();
    const guesses = await Promise.all(
      times(12, (n) => visitor().send('auth-login', { identifier: phone, password: `wrong guess ${n}` })),
    );
    expect(guesses.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5);
    expect(guesses.every(({ status }) => status === 401 || status === 429)).toBe(true);
    await shop.advance(4 * MINUTE);
    await visitor().call(authLogin, { identifier: phone, password: PASSWORD });
  });

  it('a code is over after five tries, however many at once', async () => {
    const phone = newPhone();
    const right = await code(phone, 'login');
    const wrong = (n: number) => String((Number(right.code) + 1 + n) % 1_000_000).padStart(6, '0');
    await Promise.all(times(12, (n) => asGuest('auth-login-by-code', { identifier: phone, ...right, code: wrong(n) })));
    await shop.advance(30 * SECOND);
    expect(await asGuest('auth-login-by-code', { identifier: phone, ...right })).toMatchObject({
      error: { code: 'CODE_WRONG' },
    });
  });

  it('a code that is good for one thing is good for nothing else, nor after five minutes', async () => {
    const phone = newPhone();
    const input = { identifier: phone, ...(await code(phone, 'register')) };
    expect(await refused(visitor().send('auth-login-by-code', input))).toEqual([400, 'CODE_WRONG']);
    await shop.advance(5 * MINUTE);
    const late = { ...input, password: PASSWORD };
    expect(await refused(visitor().send('auth-register', late))).toEqual([400, 'CODE_WRONG']);
  });

  it('codes are sent once a minute and five times an hour, and never twice for two who ask at once', async () => {
    const phone = newPhone();
    const both = await Promise.all(
      times(2, () => asGuest('auth-send-code', { identifier: phone, purpose: 'login' as const })),
    );
    expect(both.filter(({ ok }) => ok).length).toBe(1);
    for (let sent = 1; sent < 5; sent += 1) {
      await shop.advance(MINUTE + SECOND);
      await code(phone, 'login');
    }
    await shop.advance(MINUTE + SECOND);
    const sixth = await asGuest(authSendCode.name, { identifier: phone, purpose: 'login' });
    expect(sixth).toMatchObject({ ok: false, error: { code: 'RATE_LIMITED' } });
    const sent = await shop.cloud.get<object[]>(`/__hub/sms?phone=%2B86${phone}`);
    expect(sent.length).toBe(5);
  });
});

describe('a session', () => {
  it('goes on by its refresh token, of which each is good once', async () => {
    const { session } = await newcomer();
    await shop.advance(MINUTE);
    const second = await visitor().call(authRefresh, { refreshToken: session.refreshToken });
    await shop.advance(MINUTE);
    const third = await visitor().call(authRefresh, { refreshToken: second.refreshToken });
    expect(new Set([session.refreshToken, second.refreshToken, third.refreshToken]).size).toBe(3);
    await visitor().signIn(third).call(accountGet, {});
  });

  it('gives one successor to all who refresh at the same time, or again when the answer was lost', async () => {
    const { session } = await newcomer();
    const { refreshToken } = session;
    const all = await Promise.all(times(4, () => visitor().call(authRefresh, { refreshToken })));
    const late = await visitor().call(authRefresh, { refreshToken });
    expect(new Set([...all, late].map((one: SignedIn) => one.refreshToken)).size).toBe(1);
    expect(await shop.documents('sessions', { userId: session.userId })).toMatchObject([{ generation: 1 }]);
  });

  it('ends for everybody when an old refresh token is used again', async () => {
    const { session } = await newcomer();
    const { refreshToken } = session;
    const next = await visitor().call(authRefresh, { refreshToken });
    await shop.advance(30 * SECOND);
    expect(await refused(visitor().send('auth-refresh', { refreshToken }))).toEqual([401, 'SESSION_ENDED']);
    expect(await refused(visitor().send('auth-refresh', { refreshToken: next.refreshToken }))).toEqual([
      401,
      'SESSION_ENDED',
    ]);
    await shop.advance(MINUTE);
    expect(await refused(visitor().signIn(next).send('account-get', {}))).toEqual([401, 'SESSION_ENDED']);
  });

  it('cannot be refreshed by a token that somebody made up, which does not end it either', async () => {
    const { session } = await newcomer();
    const [id, , key, mac] = session.refreshToken.split('.');
    for (const forged of [`${id}.1.${key}.${mac}`, `${id}.0.${key}.${'A'.repeat(43)}`, `${id}.0.k9.${mac}`]) {
      expect(await refused(visitor().send('auth-refresh', { refreshToken: forged }))).toEqual([401, 'SESSION_ENDED']);
    }
    await visitor().call(authRefresh, { refreshToken: session.refreshToken });
  });

  it('ends by logging out, within a minute and for its own device alone', async () => {
    const { phone, session, visitor: own } = await newcomer();
    const other = visitor().signIn(await visitor().call(authLogin, { identifier: phone, password: PASSWORD }));
    await visitor().call(authLogout, { refreshToken: session.refreshToken });
    await shop.advance(MINUTE + SECOND);
    expect(await refused(own.send('account-get', {}))).toEqual([401, 'SESSION_ENDED']);

    expect(await other.call(authLogoutEverywhere, {})).toEqual({ sessions: 1 });
    await shop.advance(MINUTE + SECOND);
    expect(await refused(other.send('account-get', {}))).toEqual([401, 'SESSION_ENDED']);
  });

  it('is over 30 days after it was last refreshed', async () => {
    const { session } = await newcomer();
    const left = Date.parse(session.refreshExpiresAt) - Date.parse(session.accessExpiresAt);
    expect(Math.abs(left - 23 * DAY)).toBeLessThan(MINUTE);
    const { iso } = await shop.cloud.get<{ iso: string }>('/__hub/clock');
    await shop.db.collection('sessions').where({ userId: session.userId }).update({ expiresAt: iso });
    const { refreshToken } = session;
    expect(await refused(visitor().send('auth-refresh', { refreshToken }))).toEqual([401, 'SESSION_ENDED']);
  });
});

function bodyOf({ answer }: Awaited<ReturnType<Visitor['send']>>): unknown {
  if (!answer.ok) return answer.error;
  const { ticket: _ticket, ...said } = answer.data as { ticket?: string };
  return said;
}
