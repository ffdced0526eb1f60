import { expect, it } from 'vitest';
import { swipeOf } from './swipe';

const from = { clientX: 200, clientY: 300 };
const to = (across: number, along: number) => swipeOf(from, { clientX: 200 + across, clientY: 300 + along });

it('turns the page for a long flat stroke, and for nothing else', () => {
  expect(to(-80, 10)).toBe(1);
  expect(to(80, -10)).toBe(-1);
  expect(to(40, 0)).toBe(0);
  expect(to(80, 60)).toBe(0);
  expect(to(0, 200)).toBe(0);
});
