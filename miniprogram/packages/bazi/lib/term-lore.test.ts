import { expect, it } from 'vitest';
import { termsOf } from '../../../../shared/modules/almanac/terms-of.js';
import { REVIEW_REJECTS } from '../../../../shared/modules/moderation/words.js';
import { termLore } from './term-lore.js';

it('has every solar term, each with three phases of its own and nothing that a review refuses', () => {
  expect(Object.keys(termLore)).toEqual(termsOf(2026, '2026-11-21').terms.map(({ name }) => name));
  const phases = Object.values(termLore).flatMap((lore) => lore.phases);
  expect(new Set(phases).size).toBe(72);
  const all = JSON.stringify(termLore);
  expect(REVIEW_REJECTS.filter((word) => all.includes(word))).toEqual([]);
});
