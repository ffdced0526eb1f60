import { afterEach, describe, expect, it, vi } from 'vitest';
import { packed } from './packed.js';
import { placeOf } from './places.js';

const saw: unknown[] = [];
const part = (name: string) => async () => ({
  main: async (event: unknown) => {
    saw.push([name, event]);
    return name;
  },
});
const main = packed({
  actions: {
    'order-create': part('order-create'),
    'order-sweep': part('order-sweep'),
    'http-api': part('http-api'),
    'http-pay': part('http-pay'),
  },
  triggers: { 'order-sweep_every-minute': 'order-sweep' },
  doors: { '/api': 'http-api', '/api/pay': 'http-pay' },
});
const call = async (event: unknown) => {
  saw.length = 0;
  return { answer: await main(event, { request_id: 'r1' }), saw: saw[0] };
};

afterEach(() => vi.unstubAllEnvs());

describe('a function that holds several actions', () => {
  it('runs the one that the event names, which never sees the name', async () => {
    expect(await call({ $action: 'order-create', quantity: 2 })).toEqual({
      answer: 'order-create',
      saw: ['order-create', { quantity: 2 }],
    });
  });

  it.each([{}, { $action: 'toString' }, { $action: 'order-pay' }, { $action: 7 }, null, [], 'text'])(
    'refuses %j, saying what there is',
    async (event) => {
      const { answer } = await call(event);
      expect(answer).toMatchObject({
        ok: false,
        error: { code: 'INVALID_INPUT', fields: { $action: expect.stringContaining('order-create') } },
        traceId: 'r1',
      });
    },
  );

  it('runs the action of a timer, and of no event that looks like one', async () => {
    const event = { Type: 'Timer', TriggerName: 'order-sweep_every-minute', Time: '', Message: '' };
    expect((await call(event)).answer).toMatchObject({ ok: false });
    vi.stubEnv('TRIGGER_SRC', 'timer');
    expect(await call(event)).toEqual({ answer: 'order-sweep', saw: ['order-sweep', event] });
  });

  it.each([
    ['/api', 'http-api', '/'],
    ['/api/orders', 'http-api', '/orders'],
    ['/api/pay', 'http-pay', '/'],
    ['/api/pay/notify', 'http-pay', '/notify'],
    ['/api/payment', 'http-api', '/payment'],
  ])('gives %s to %s, with the rest of its path', async (path, door, rest) => {
    expect((await call({ httpMethod: 'POST', path, body: 'x' })).saw).toEqual([
      door,
      { httpMethod: 'POST', path: rest, body: 'x' },
    ]);
  });
});

describe('the place of an action', () => {
  it('is its own function, or its module where that is packed', () => {
    expect(placeOf('order-create', '')).toEqual({ name: 'order-create', extra: {} });
    expect(placeOf('order-create', 'cart,order')).toEqual({ name: 'order', extra: { $action: 'order-create' } });
    expect(placeOf('orders-list', 'order')).toEqual({ name: 'orders-list', extra: {} });
  });
});
