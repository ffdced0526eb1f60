import { expect, it } from 'vitest';
import { matchesScreen } from './screen-match.js';

it('a screen matches what is asked of it, and nothing that is not', () => {
  expect(matchesScreen({}, 375, 700)).toBe(true);
  expect(matchesScreen({ minWidth: 375, maxWidth: 375, height: 700 }, 375, 700)).toBe(true);
  expect(matchesScreen({ minWidth: 376 }, 375, 700)).toBe(false);
  expect(matchesScreen({ maxHeight: 699 }, 375, 700)).toBe(false);
  expect(matchesScreen({ width: 300 }, 375, 700)).toBe(false);
  expect(matchesScreen({ orientation: 'portrait' }, 375, 700)).toBe(true);
  expect(matchesScreen({ orientation: 'landscape' }, 375, 700)).toBe(false);
});
