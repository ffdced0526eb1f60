import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPassword, hashPassword, refuseCommon } from './passwords.js';

const cheap = { logN: 4, r: 8, p: 1 };

describe('a password', () => {
  it('is right for what was kept of it and for nothing else, in any spelling of Unicode', async () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(words, words, async (password, other) => {
        const kept = await hashPassword(password, cheap);
        expect((await checkPassword(kept, password.normalize('NFD'))).right).toBe(true);
        const same = other.normalize('NFKC') === password.normalize('NFKC');
        expect((await checkPassword(kept, other)).right).toBe(same);
      }),
      { numRuns: 30 },
    );
  });

  it('is hashed anew when it was hashed at another cost', async () => {
    const kept = await hashPassword('a good one', cheap);
    expect(await checkPassword(kept, 'a good one')).toEqual({ right: true, outdated: true });
    expect(await checkPassword(await hashPassword('a good one'), 'a good one')).toEqual({
      right: true,
      outdated: false,
    });
  });

  it('of nobody is never right, and takes as long as anybody’s', async () => {
    const kept = await hashPassword('somebody’s own');
    const timeOf = async (of: string | null) => {
      const begun = performance.now();
      expect((await checkPassword(of, 'a guess')).right).toBe(false);
      return performance.now() - begun;
    };
    await timeOf(kept);
    const times = [await timeOf(kept), await timeOf(kept), await timeOf(kept)].sort((a, b) => a - b);
    expect(await timeOf(null)).toBeGreaterThan(times[0]! / 2);
  });

  it.each(['password', 'Password123', 'qwertyuiop', '12345678', '87654321', 'aaaaaaaa', 'woaini520', 'Iloveyou!'])(
    '%s is refused, because everybody tries it first',
    (password) => {
      expect(() => refuseCommon(password)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
    },
  );

  it.each(['九月的风 77 paces', 'correct horse battery staple', 'xK9#mq2!vT', 'mypasswordislongandmine'])(
    '%s is taken',
    (password) => {
      expect(() => refuseCommon(password)).not.toThrow();
    },
  );

  it('that holds the phone it is for is refused', () => {
    const identifiers = [{ kind: 'phone' as const, text: '13912345678' }];
    expect(() => refuseCommon('my13912345678', identifiers)).toThrow();
  });
});
