import { expect, it } from 'vitest';
import { isYoungerThan } from './age.js';

it.each([
  ['the day before the birthday', '2008-11-22 09:00', true],
  ['the birthday', '2008-11-21 23:59', false],
  ['the last day of a year that makes eighteen by count of years alone', '2008-12-31 00:00', true],
  ['the year after', '2009-01-01 00:00', true],
  ['the year before', '2007-12-31 00:00', false],
])('somebody is of age from the day of the eighteenth birthday on: %s', (_, clock, young) => {
  expect(isYoungerThan(18, clock, '2026-11-21')).toBe(young);
});

it('who is born on 29 February has the birthday of a common year on 1 March', () => {
  expect(isYoungerThan(18, '2008-02-29 12:00', '2026-02-28')).toBe(true);
  expect(isYoungerThan(18, '2008-02-29 12:00', '2026-03-01')).toBe(false);
});
