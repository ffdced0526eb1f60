import { afterEach, describe, expect, it } from 'vitest';
import { newKeys } from '../../../scripts/lib/environment-keys.js';
import { blindIndex, blindIndexes } from './blind-index.js';
import { decryptField, encryptField } from './field-encryption.js';

const before = process.env.YUNSHU_KEYS;
afterEach(() => {
  if (before === undefined) delete process.env.YUNSHU_KEYS;
  else process.env.YUNSHU_KEYS = before;
});
const old = newKeys();
const current = newKeys().replace('k1:', 'k2:');
const place = { collection: 'accounts', id: 'usr_1', field: 'phone' };

describe('what is kept of a telephone number', () => {
  it('is found again after a rotation of keys, until the old one is retired', () => {
    process.env.YUNSHU_KEYS = old;
    const kept = blindIndex('phone', '13800138000');
    process.env.YUNSHU_KEYS = `${current},${old}`;
    expect(blindIndexes('phone', '13800138000')[1]).toBe(kept);
    expect(blindIndex('phone', '13800138000')).not.toBe(kept);
    expect(blindIndexes('email', '13800138000')).not.toContain(kept);
  });

  it('is read in its place under its key alone, and never twice the same', () => {
    process.env.YUNSHU_KEYS = old;
    const kept = encryptField('13800138000', place);
    expect(encryptField('13800138000', place)).not.toBe(kept);
    process.env.YUNSHU_KEYS = `${current},${old}`;
    expect(decryptField(kept, place)).toBe('13800138000');
    for (const elsewhere of [{ id: 'usr_2' }, { field: 'email' }, { collection: 'orders' }]) {
      expect(() => decryptField(kept, { ...place, ...elsewhere })).toThrow();
    }
    const parts = kept.split('.');
    for (const place_ of [1, 2, 3]) {
      const changed = parts.map((part, at) =>
        at === place_ ? `${part[0] === 'A' ? 'B' : 'A'}${part.slice(1)}` : part,
      );
      expect(() => decryptField(changed.join('.'), place)).toThrow();
    }
    process.env.YUNSHU_KEYS = current;
    expect(() => decryptField(kept, place)).toThrow('not encrypted with a key');
  });
});
