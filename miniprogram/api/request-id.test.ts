import { describe, expect, it } from 'vitest';
import { RequestId } from '../../shared/contracts/terms.js';
import { ApiError } from './api-error';
import { Intent, newRequestId } from './request-id';

const refuse = (code: ApiError['code']) => async () => {
  throw new ApiError({ code, message: '' });
};

/** The request ids of three tries in a row, the first two failing as told. */
async function idsOfTries(code: ApiError['code']): Promise<string[]> {
  const intent = new Intent();
  const ids: string[] = [];
  for (const act of [refuse(code), refuse(code), async () => undefined]) {
    const attempt = intent.run((id) => {
      ids.push(id);
      return act();
    });
    await attempt.catch(() => undefined);
  }
  return ids;
}

describe('newRequestId', () => {
  it('makes ids that the contracts accept, no two alike', () => {
    const ids = Array.from({ length: 1000 }, newRequestId);
    for (const id of ids) expect(RequestId.safeParse(id).success).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('Intent', () => {
  it.each(['NETWORK', 'INTERNAL', 'REQUEST_IN_PROGRESS'] as const)(
    'keeps its request id when %s leaves the outcome unknown',
    async (code) => expect(new Set(await idsOfTries(code)).size).toBe(1),
  );

  it.each(['OUT_OF_STOCK', 'PRICE_CHANGED', 'INVALID_INPUT'] as const)(
    'takes a new request id after the clear refusal %s',
    async (code) => expect(new Set(await idsOfTries(code)).size).toBe(3),
  );

  it('takes a new request id after success', async () => {
    const intent = new Intent();
    const first = await intent.run(async (id) => id);
    expect(await intent.run(async (id) => id)).not.toBe(first);
  });

  it('answers a second tap with the outcome of the first', async () => {
    const intent = new Intent();
    let calls = 0;
    let finish = (_: string) => {};
    const act = () => {
      calls += 1;
      return new Promise<string>((resolve) => {
        finish = resolve;
      });
    };
    const taps = [intent.run(act), intent.run(act)];
    finish('ord');
    expect(await Promise.all(taps)).toEqual(['ord', 'ord']);
    expect(calls).toBe(1);
  });
});
