import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newKeys } from '../../scripts/lib/environment-keys.js';
import { orderCreate } from '../../shared/contracts/order/create.js';
import { orderList } from '../../shared/contracts/order/list.js';
import { orderSearch } from '../../shared/contracts/order/search.js';
import type { UserId } from '../../shared/contracts/terms.js';
import type { Actor } from '../../shared/core/actor.js';
import { makeAssertion } from '../../shared/core/assertion.js';
import { makeOperatorToken } from '../../shared/core/operator-token.js';
import { userIdOf } from '../../shared/core/pipeline/platform.js';
import { keyRing } from '../../shared/core/secrets.js';
import { after, DAY, now, SECOND } from '../../shared/core/time.js';
import { type Buyer, callFunction, newRequestId } from '../kit/buyer.js';
import { openShop, type Shop } from '../kit/shop.js';

const HERE = 'ruizhu@ruizhu';
const admin = { operatorId: 'mallory', roles: ['admin'] };

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: [] });
});
afterAll(() => shop.cloud.stop());

const withProof = (name: string, proof: unknown, data: object = {}, openid?: string) =>
  callFunction(shop.cloud, shop.env, name, { ...data, $yunshu: proof }, openid);

interface Invocation {
  name: string;
  logs: { text: string }[];
}
async function logOf(name: string): Promise<string[]> {
  const calls = await shop.cloud.get<Invocation[]>(`/__hub/invocations?env=${shop.env}&name=${name}&limit=100`);
  return calls.flatMap(({ logs }) => logs.map(({ text }) => text));
}

/** Runs `work` with other keys than those of the shop. */
async function withKeys<T>(keys: string, work: () => Promise<T>): Promise<T> {
  const own = process.env.YUNSHU_KEYS;
  process.env.YUNSHU_KEYS = keys;
  try {
    return await work();
  } finally {
    process.env.YUNSHU_KEYS = own;
  }
}

/** A token of one's own making, signed with the key that the shop uses for `purpose`. */
function signed(claims: object, purpose: 'operator' | 'token' = 'operator', header: object = {}): Promise<string> {
  const { id, key } = keyRing(purpose).current;
  const seconds = Math.floor(Date.now() / SECOND);
  return new SignJWT({
    aud: HERE,
    sub: 'mallory',
    roles: ['admin'],
    jti: 'x',
    iat: seconds,
    exp: seconds + 60,
    ...claims,
  })
    .setProtectedHeader({ alg: 'HS256', kid: id, ...header })
    .sign(key);
}

const strangers: Record<string, () => Promise<unknown>> = {
  'one signed with keys of another environment': () => withKeys(newKeys(), () => makeOperatorToken(HERE, admin, 60)),
  'one made for another environment with the same keys': () => makeOperatorToken('ruizhu@staging', admin, 60),
  'one made for another app': () => makeOperatorToken('farm@ruizhu', admin, 60),
  'one that has expired': () => makeOperatorToken(HERE, admin, 60, after(now(), -61 * SECOND - 10 * SECOND)),
  'one that lives longer than an hour': () => makeOperatorToken(HERE, admin, 3601),
  'one that lives for years': () => makeOperatorToken(HERE, admin, 1_000_000_000, after(now(), -DAY)),
  'one with a key that nobody has': () => signed({}, 'operator', { kid: 'k9' }),
  'one without the name of a key': () => signed({}, 'operator', { kid: undefined }),
  'one signed with the key for something else': () => signed({}, 'token'),
  'one without roles': () => signed({ roles: [] }),
  'one whose roles are no list': () => signed({ roles: 'admin' }),
  'one without expiry': () => signed({ exp: undefined }),
  'one that is not signed at all': async () =>
    new UnsecuredJWT({ sub: 'mallory', roles: ['admin'], jti: 'x' }).setAudience(HERE).setExpirationTime('1m').encode(),
  'a cut token': async () => (await makeOperatorToken(HERE, admin, 60)).slice(0, -4),
  'a word': async () => 'admin',
  nothing: async () => '',
  'a number': async () => 1,
  'an object': async () => ({ roles: ['admin'] }),
  'a text without end': async () => 'a'.repeat(100_000),
};

describe('an operator token', () => {
  it('lets its operator do what its roles may, and its name is in the log', async () => {
    const operator = shop.operator(['support'], 'lin');

    expect(await operator.call(orderSearch, {})).toMatchObject({ items: [] });

    const [call] = (await logOf('order-search')).filter((line) => line.includes('"operatorId":"lin"'));
    expect(JSON.parse(call!)).toMatchObject({ actor: 'operator', tokenId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  });

  it.each(Object.entries(strangers))('is refused: %s', async (_, make) => {
    const answer = await withProof('order-search', { operator: await make() });

    expect(answer).toEqual({
      ok: false,
      error: { code: 'CREDENTIAL_REFUSED', message: '凭证无效或已过期，请重新获取' },
      traceId: expect.any(String),
    });
  });

  it('tells a stranger nothing of why it was refused, and the log everything', async () => {
    const expired = await withProof('order-search', { operator: await strangers['one that has expired']!() });
    const foreign = await withProof('order-search', { operator: await strangers['one made for another app']!() });

    expect({ ...expired, traceId: '' }).toEqual({ ...foreign, traceId: '' });
    const lines = (await logOf('order-search')).join('\n');
    for (const cause of [
      'JWTExpired',
      'JWTClaimValidationFailed',
      'JWSSignatureVerificationFailed',
      'JWKSNoMatchingKey',
    ]) {
      expect(lines).toContain(cause);
    }
  });

  it('never reaches a log', async () => {
    const token = await shop.operator(['admin']).token();
    await withProof('order-search', { operator: token });
    await withProof('order-search', { operator: `${token}x` });

    expect((await logOf('order-search')).join('\n')).not.toContain(token.slice(0, 40));
  });

  it('with roles that nobody defined lets nobody in, and with names of objects neither', async () => {
    for (const role of ['wizard', 'constructor', 'to-string', 'guest', 'member', 'vip']) {
      const token = await makeOperatorToken(HERE, { operatorId: 'x', roles: [role] }, 60);
      expect(await withProof('order-search', { operator: token })).toMatchObject({
        error: { code: 'FORBIDDEN', missing: 'order.read' },
      });
    }
  });

  it('makes nobody a member', async () => {
    expect(await shop.operator(['admin']).send('order-list', {})).toMatchObject({ error: { code: 'FORBIDDEN' } });
  });

  it('cannot fire a timer', async () => {
    expect(await shop.operator(['admin']).send('order-sweep', {})).toMatchObject({ error: { code: 'FORBIDDEN' } });
  });
});

describe('the key $yunshu', () => {
  let buyer: Buyer;
  beforeAll(() => {
    buyer = shop.buyer();
  });

  const garbage: [string, unknown][] = [
    ['null', null],
    ['a text', 'operator'],
    ['a list', [{ operator: 'x' }]],
    ['true', true],
    ['a role', { role: 'admin' }],
    ['an actor', { actor: { kind: 'system' } }],
    ['two proofs', { operator: 'x', assertion: 'y' }],
    ['an empty proof', { operator: '' }],
    ['__proto__', JSON.parse('{"__proto__": {"operator": "x"}}')],
    ['constructor', { constructor: { prototype: { operator: 'x' } } }],
    ['a proof and something else', { assertion: 'x', actor: { kind: 'system' } }],
  ];

  it.each(garbage)('with %s is refused, for a member too, who would be let in without', async (_, proof) => {
    const refused = { ok: false, error: { code: 'CREDENTIAL_REFUSED' } };
    expect(await withProof('order-list', proof, {}, buyer.openid)).toMatchObject(refused);
    expect(await withProof('catalog-list', proof)).toMatchObject(refused);
  });

  it('with nothing in it claims nothing', async () => {
    expect(await withProof('order-list', {}, {}, buyer.openid)).toMatchObject({
      error: { code: 'CREDENTIAL_REFUSED' },
    });
    expect(await withProof('order-list', undefined, {}, buyer.openid)).toMatchObject({ ok: true });
  });

  it('counts only where the core looks for it', async () => {
    const token = await shop.operator(['admin']).token();
    for (const data of [
      { operator: token },
      { data: { $yunshu: { operator: token } } },
      { $Yunshu: { operator: token } },
    ]) {
      expect(await callFunction(shop.cloud, shop.env, 'order-search', data)).toMatchObject({
        error: { code: 'UNAUTHENTICATED' },
      });
    }
  });
});

describe('an assertion', () => {
  const assertion = (actor: Actor, action: string) =>
    makeAssertion(`${HERE}/${action}`, { actor, caller: 'some-function', traceId: 'trace-of-the-tap' });
  const memberOf = (buyer: Buyer, appid: string): Actor => {
    const userId: UserId = userIdOf(appid, buyer.openid);
    return { kind: 'member', userId, openid: buyer.openid, appid, door: 'wechat' };
  };

  it('carries the actor and the trace from function to function', async () => {
    const buyer = shop.buyer();
    const goods = await shop.goods();
    const { orderId } = await shop.unpaidOrder(buyer, goods);
    const [order] = await shop.documents<{ appid: string }>('orders', { _id: orderId });

    const proof = { assertion: await assertion(memberOf(buyer, order!.appid), 'order-list') };
    const answer = await withProof(orderList.name, proof);

    expect(answer).toMatchObject({ ok: true, data: { items: [{ orderId }] }, traceId: 'trace-of-the-tap' });
    const [line] = (await logOf('order-list')).filter((text) => text.includes('trace-of-the-tap'));
    expect(JSON.parse(line!)).toMatchObject({ caller: 'some-function', actor: 'member' });
  });

  it('of what one function may be asked is no use at another', async () => {
    const buyer = shop.buyer();
    const proof = { assertion: await assertion(memberOf(buyer, 'wx'), 'order-list') };

    const answer = await withProof(orderCreate.name, proof, { requestId: newRequestId() });

    expect(answer).toMatchObject({ error: { code: 'CREDENTIAL_REFUSED' } });
  });

  it('is good for seconds', async () => {
    const old = await withOldClock(() => assertion({ kind: 'system' }, 'order-sweep'));

    expect(await withProof('order-sweep', { assertion: old })).toMatchObject({ error: { code: 'CREDENTIAL_REFUSED' } });
  });

  it('signed with other keys, or as an operator token, is refused', async () => {
    const foreign = await withKeys(newKeys(), () => assertion({ kind: 'system' }, 'order-sweep'));
    const token = await makeOperatorToken(`${HERE}/order-sweep`, admin, 20);

    for (const proof of [foreign, token]) {
      expect(await withProof('order-sweep', { assertion: proof })).toMatchObject({
        error: { code: 'CREDENTIAL_REFUSED' },
      });
    }
    expect(
      await withProof('order-sweep', { operator: await assertion({ kind: 'system' }, 'order-sweep') }),
    ).toMatchObject({
      error: { code: 'CREDENTIAL_REFUSED' },
    });
  });

  it('of the system opens what the system does itself, and nothing of a member', async () => {
    const sweep = await withProof('order-sweep', { assertion: await assertion({ kind: 'system' }, 'order-sweep') });
    expect(sweep).toMatchObject({ ok: true });
    const list = await withProof('order-list', { assertion: await assertion({ kind: 'system' }, 'order-list') });
    expect(list).toMatchObject({ error: { code: 'FORBIDDEN' } });
    const search = await withProof('order-search', { assertion: await assertion({ kind: 'system' }, 'order-search') });
    expect(search).toMatchObject({ error: { code: 'FORBIDDEN' } });
  });

  it('of a guest stays a guest', async () => {
    const proof = { assertion: await assertion({ kind: 'guest' }, 'order-list') };
    expect(await withProof('order-list', proof, {}, shop.buyer().openid)).toMatchObject({
      error: { code: 'UNAUTHENTICATED' },
    });
  });

  /** Signs as if half a minute and the tolerance had gone by. */
  async function withOldClock<T>(work: () => Promise<T>): Promise<T> {
    const real = Date.now;
    Date.now = () => real() - 40 * SECOND;
    try {
      return await work();
    } finally {
      Date.now = real;
    }
  }
});
