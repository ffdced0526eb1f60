import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeOperatorToken, readOperatorToken } from './operator-token.js';

const key = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString('base64')}`;
const [k1, k2] = [key('k1', 1), key('k2', 2)];
const HERE = 'shop@prod';
const operator = { operatorId: 'lin', roles: ['support'] };

describe('rotating the keys', () => {
  let before: string | undefined;
  beforeEach(() => {
    before = process.env.YUNSHU_KEYS;
  });
  afterEach(() => {
    if (before === undefined) delete process.env.YUNSHU_KEYS;
    else process.env.YUNSHU_KEYS = before;
  });

  it('keeps a token good while its key is there, and revokes it with the key', async () => {
    process.env.YUNSHU_KEYS = k1;
    const token = await makeOperatorToken(HERE, operator, 60);

    process.env.YUNSHU_KEYS = `${k2},${k1}`;
    expect(await readOperatorToken(HERE, token)).toMatchObject({ kind: 'operator', ...operator });

    process.env.YUNSHU_KEYS = k2;
    await expect(readOperatorToken(HERE, token)).rejects.toMatchObject({ code: 'CREDENTIAL_REFUSED' });
  });

  it('with another key under the same name revokes it too', async () => {
    process.env.YUNSHU_KEYS = k1;
    const token = await makeOperatorToken(HERE, operator, 60);
    process.env.YUNSHU_KEYS = key('k1', 3);

    await expect(readOperatorToken(HERE, token)).rejects.toMatchObject({ code: 'CREDENTIAL_REFUSED' });
  });
});
