import { createHmac } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountGet } from '../../shared/contracts/account/get.js';
import type { SignedIn } from '../../shared/contracts/auth/auth.js';
import { authLoginByCode } from '../../shared/contracts/auth/login-by-code.js';
import { cartGet } from '../../shared/contracts/cart/get.js';
import { cartSet } from '../../shared/contracts/cart/set.js';
import { catalogList } from '../../shared/contracts/catalog/list.js';
import type { Instant } from '../../shared/contracts/terms.js';
import { keyRing } from '../../shared/core/secrets.js';
import { signToken } from '../../shared/core/tokens.js';
import { callFunction } from '../kit/buyer.js';
import { MINUTE, openShop, type Shop } from '../kit/shop.js';
import { codeFor, createVisitor, type Forgery, newPhone, type Visitor } from '../kit/visitor.js';

const HERE = 'ruizhu@ruizhu';

let shop: Shop;
let own: Visitor;
let session: SignedIn;
let at: Instant;
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: [] });
  own = await newVisitor();
  session = own.session!;
  at = (await shop.cloud.get<{ iso: Instant }>('/__hub/clock')).iso;
});
afterAll(() => shop.cloud.stop());

async function newVisitor(): Promise<Visitor> {
  const visitor = createVisitor(shop.cloud, shop.env);
  const identifier = newPhone();
  const guest = (name: string, input: object) => callFunction(shop.cloud, shop.env, name, input);
  const sent = await codeFor(shop.cloud, guest, identifier, 'login');
  return visitor.signIn(await visitor.call(authLoginByCode, { identifier, ...sent }));
}

const refused = async (action: string, input: unknown, forgery?: Forgery, by = own) => {
  const { status, answer } = await by.send(action, input, forgery);
  return [status, answer.ok ? 'OK' : answer.error.code];
};

/** The claims of a token, signed another way. */
const claims = () => JSON.parse(Buffer.from(session.accessToken.split('.')[1]!, 'base64url').toString());
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('the HTTP API', () => {
  it('lets H5 call what a mini-program calls, as the same member', async () => {
    const { skuId } = await shop.goods();
    await own.call(cartSet, { skuId: skuId as never, quantity: 2 });
    expect((await own.call(cartGet, {})).items).toMatchObject([{ skuId, quantity: 2 }]);
    expect(await own.call(accountGet, {})).toMatchObject({ userId: session.userId });
    expect(await shop.documents('carts', { userId: session.userId })).toHaveLength(1);
  });

  it('lets a guest see what guests may see, and nothing else', async () => {
    const guest = createVisitor(shop.cloud, shop.env);
    await guest.call(catalogList, {});
    expect(await refused('cart-get', {}, {}, guest)).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('knows no roles of a token, and no way to what is for functions, timers and operators', async () => {
    expect(await refused('order-search', {})).toEqual([403, 'FORBIDDEN']);
    expect(await refused('role-grant', { userId: session.userId, role: 'admin' })).toEqual([403, 'FORBIDDEN']);
    for (const action of ['order-sweep', 'stats-count', 'event-relay', 'http-api', 'toString', '__proto__', '']) {
      expect(await refused(action, {})).toEqual([404, 'NO_SUCH_ACTION']);
    }
    expect(await refused('user-login', {})).toEqual([403, 'FORBIDDEN']);
    expect(await refused('order-search', { $yunshu: { operator: 'x' } })).toEqual([400, 'INVALID_INPUT']);
  });

  it('answers with the status of the error table, in JSON', async () => {
    const { status, answer, headers } = await own.send('cart-set', { quantity: 'many' });
    expect(status).toBe(400);
    expect(headers.get('content-type')).toMatch('application/json');
    expect(answer).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT', fields: { quantity: '应为数字' } } });
    for (const body of ['[]', '"x"', '{', 'null']) {
      const guest = createVisitor(shop.cloud, shop.env);
      expect(await refused('cart-get', {}, { body }, guest)).toEqual([400, 'INVALID_INPUT']);
    }
    expect(await refused('cart-get', { text: 'x'.repeat(300_000) })).toEqual([400, 'INVALID_INPUT']);
  });

  it('is open to the pages of the app, and closed to any other site', async () => {
    const ask = (origin: string) =>
      fetch(`${shop.cloud.url}/__http/${shop.env}/api/cart-get`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    const mine = await ask(shop.cloud.url);
    expect([mine.status, mine.headers.get('access-control-allow-origin')]).toEqual([204, shop.cloud.url]);
    expect(mine.headers.get('access-control-allow-headers')).toContain('x-yunshu-signature');
    const others = await ask('https://evil.example');
    expect(others.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('a request is refused', () => {
  it.each<[string, () => Forgery]>([
    ['with another body', () => ({ body: '{"limit":1}' })],
    ['at another action', () => ({ path: '/api/order-list' })],
    ['without a signature', () => ({ signature: '' })],
    ['with a signature under another key', () => ({ signature: createHmac('sha256', 'x').digest('base64url') })],
    ['from six minutes ago', () => ({ timestamp: Date.parse(at) - 6 * MINUTE })],
    ['from in six minutes', () => ({ timestamp: Date.parse(at) + 6 * MINUTE })],
    ['with a nonce that is none', () => ({ nonce: 'short' })],
  ])('%s', async (_what, forgery) => {
    expect(await refused('cart-get', {}, forgery())).toEqual([401, 'SIGNATURE_REFUSED']);
  });

  it('signed with the key of another session', async () => {
    const other = await newVisitor();
    other.session = { ...other.session!, accessToken: session.accessToken };
    expect(await refused('cart-get', {}, {}, other)).toEqual([401, 'SIGNATURE_REFUSED']);
  });

  it('when it changes something and comes a second time, also at the same moment', async () => {
    const { skuId } = await shop.goods();
    const nonce = 'a'.repeat(32);
    const answers = await Promise.all([1, 2, 3].map(() => refused('cart-set', { skuId, quantity: 1 }, { nonce })));
    expect(answers.map(([status]) => status).sort()).toEqual([200, 409, 409]);
    expect(await refused('cart-set', { skuId, quantity: 1 }, { nonce })).toEqual([409, 'REQUEST_REPLAYED']);
    expect(await refused('cart-get', {}, { nonce })).toEqual([200, 'OK']);
  });
});

describe('a token is refused', () => {
  it('that is signed by nobody, or by another algorithm or key', async () => {
    const key = keyRing('token').current.key;
    const header = { typ: 'JWT', kid: keyRing('token').current.id };
    const unsigned = `${part({ ...header, alg: 'none' })}.${part(claims())}`;
    const otherAlgorithm = new SignJWT(claims())
      .setProtectedHeader({ ...header, alg: 'HS512' })
      .sign(Buffer.concat([key, key]));
    const otherKey = new SignJWT(claims()).setProtectedHeader({ ...header, alg: 'HS256' }).sign(Buffer.alloc(32, 1));
    const otherPurpose = new SignJWT(claims())
      .setProtectedHeader({ ...header, alg: 'HS256' })
      .sign(keyRing('operator').current.key);
    const [signed] = session.accessToken.split('.').slice(-1);
    const raised = `${session.accessToken.split('.')[0]}.${part({ ...claims(), sub: 'usr_00000000000000000000000000' })}.${signed}`;
    for (const token of [
      `${unsigned}.`,
      `${unsigned}.${signed}`,
      await otherAlgorithm,
      await otherKey,
      await otherPurpose,
      raised,
    ]) {
      expect(await refused('cart-get', {}, { token })).toEqual([401, 'CREDENTIAL_REFUSED']);
    }
  });

  it('of another app, of another issuer, or that is over', async () => {
    const { sub, sid, sgk, iss } = claims();
    const said = { iss, sub, sid, sgk };
    const week = 7 * 86_400;
    const eightDaysAgo = new Date(Date.parse(at) - 8 * 86_400_000).toISOString() as Instant;
    const terms = { purpose: 'token', audience: HERE } as const;
    const wrong = [
      await signToken({ ...terms, audience: 'bazi@bazi' }, said, week, at),
      await signToken(terms, { ...said, iss: 'somebody' }, week, at),
      await signToken(terms, said, week, eightDaysAgo),
      await signToken(terms, said, 10 * week, at),
    ];
    for (const token of wrong) expect(await refused('cart-get', {}, { token })).toEqual([401, 'CREDENTIAL_REFUSED']);
    const right = await signToken(terms, said, week, at);
    expect(await refused('cart-get', {}, { token: right })).toEqual([200, 'OK']);
  });
});

describe('a session that has ended', () => {
  it('changes nothing any more at once, and reads nothing after a minute', async () => {
    const thief = await newVisitor();
    expect(await refused('cart-get', {}, {}, thief)).toEqual([200, 'OK']);
    await shop.db
      .collection('sessions')
      .where({ userId: thief.session!.userId })
      .update({ endedAt: at, endedBy: 'password' });

    const bind = { identifier: 'thief@example.com', code: '000000' };
    expect(await refused('account-bind', bind, {}, thief)).toEqual([401, 'SESSION_ENDED']);
    const asked = { requestId: 'a'.repeat(24) };
    expect(await refused('account-export', asked, {}, thief)).toEqual([401, 'SESSION_ENDED']);
    await shop.advance(MINUTE + 1000);
    expect(await refused('cart-get', {}, {}, thief)).toEqual([401, 'SESSION_ENDED']);
  });
});
