import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OrderId } from '../contracts/terms.js';
import { derivedId, fingerprint } from './ids.js';

describe('an id', () => {
  it('fits its contract', () => {
    fc.assert(fc.property(fc.string(), (key) => OrderId.safeParse(derivedId('order', key)).success));
  });

  it('follows from its key, and only from that', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), fc.array(fc.string(), { minLength: 1 }), (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        expect(derivedId('order', ...a) === derivedId('order', ...b)).toBe(same);
      }),
    );
  });

  it('does not mistake one split of its key for another', () => {
    expect(derivedId('order', 'ab', 'c')).not.toBe(derivedId('order', 'a', 'bc'));
  });
});

describe('a fingerprint', () => {
  it('does not depend on the order of keys, and does on everything else', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(fingerprint(turned)).toBe(fingerprint(value));
        expect(fingerprint({ ...value, more: 1 })).not.toBe(fingerprint({ ...value, more: 2 }));
      }),
    );
  });
});
