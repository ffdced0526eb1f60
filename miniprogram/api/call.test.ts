import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from './api-error';
import { call } from './call';

const cloud = (callFunction: (request: { name: string; data: object }) => Promise<unknown>) =>
  vi.stubGlobal('wx', { cloud: { callFunction } });

const traced = { $yunshu: { trace: expect.stringMatching(/^[0-9a-f]{32}$/) } };

const failure = async () => {
  const error = await call('order-get', {}).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('call', () => {
  it('gives the data of an answer', async () => {
    cloud(async ({ name, data }) => ({ result: { ok: true, data: { name, data }, traceId: 't' } }));
    expect(await call('cart-set', { quantity: 2 })).toEqual({ name: 'cart-set', data: { quantity: 2, ...traced } });
  });

  it('asks the function of a packed module for the action', async () => {
    vi.stubGlobal('YUNSHU_PACKED', 'cart,order');
    cloud(async ({ name, data }) => ({ result: { ok: true, data: { name, data }, traceId: 't' } }));
    expect(await call('cart-set', { quantity: 2 })).toEqual({
      name: 'cart',
      data: { quantity: 2, $action: 'cart-set', ...traced },
    });
    expect(await call('catalog-get', {})).toEqual({ name: 'catalog-get', data: traced });
  });

  it('throws what the server refused with', async () => {
    const error = { code: 'INVALID_INPUT', message: '请检查', fields: { phone: '应为 11 位手机号' }, retryAfterMs: 50 };
    cloud(async () => ({ result: { ok: false, error, traceId: 'trace-1' } }));
    expect(await failure()).toMatchObject({ ...error, traceId: 'trace-1' });
  });

  it('says that the network is unsteady when nothing comes back', async () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    cloud(async () => {
      throw { errCode: -501000, errMsg: 'cloud.callFunction:fail' };
    });
    expect(await failure()).toMatchObject({ code: 'NETWORK', message: '网络不稳定，请稍后重试' });
  });

  it.each([undefined, null, 'text', {}])('takes %j for no answer', async (result) => {
    vi.spyOn(console, 'error').mockReturnValue();
    cloud(async () => ({ result }));
    expect((await failure()).code).toBe('NETWORK');
  });
});
