import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { keyRing } from './secrets.js';

const fresh = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;

describe('the keys of an environment', () => {
  const before = process.env.YUNSHU_KEYS;
  afterEach(() => {
    if (before === undefined) delete process.env.YUNSHU_KEYS;
    else process.env.YUNSHU_KEYS = before;
  });

  it('differ by purpose, and are the same each time', () => {
    process.env.YUNSHU_KEYS = fresh('k1');
    const token = keyRing('token').current.key;
    expect(token).toHaveLength(32);
    expect(keyRing('token').current.key).toEqual(token);
    expect(keyRing('field').current.key).not.toEqual(token);
  });

  it('are made with the first of them and read with any', () => {
    const old = fresh('k1');
    process.env.YUNSHU_KEYS = old;
    const made = keyRing('field').current;
    process.env.YUNSHU_KEYS = `${fresh('k2')},${old}`;
    expect(keyRing('field').current.id).toBe('k2');
    expect(keyRing('field').byId('k1')).toEqual(made);
    expect(keyRing('field').byId('k0')).toBeUndefined();
  });

  it('are missed loudly, and never shown', () => {
    delete process.env.YUNSHU_KEYS;
    expect(() => keyRing('token')).toThrow('YUNSHU_KEYS is not set');
    process.env.YUNSHU_KEYS = `${fresh('k1')},hunter2`;
    expect(() => keyRing('token')).toThrow(/^entry 2 of YUNSHU_KEYS is not <id>:<32 bytes in base64>$/);
  });
});
