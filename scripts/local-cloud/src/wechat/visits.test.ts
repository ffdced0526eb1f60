import { expect, it } from 'vitest';
import { createVisits } from './visits.js';

function book() {
  const stored = new Map<string, number>();
  let writes = 0;
  const visits = createVisits(
    (openid, at) => {
      writes++;
      stored.set(openid, at);
    },
    (openid) => stored.get(openid),
  );
  return { visits, stored, writes: () => writes };
}

it('tells the last visit, and writes once a minute', () => {
  const { visits, stored, writes } = book();
  for (let at = 0; at < 120_000; at += 100) visits.visit('o', at);
  expect(visits.lastVisit('o')).toBe(119_900);
  expect(writes()).toBe(2);
  visits.flush();
  expect(stored.get('o')).toBe(119_900);
  expect(visits.lastVisit('o')).toBe(119_900);
});

it('remembers so many users and no more, and loses none of them', () => {
  const { visits } = book();
  for (let user = 0; user < 12_000; user++) {
    visits.visit(`o${user}`, 1);
    visits.visit(`o${user}`, 2);
  }
  for (const user of [0, 500, 11_999]) expect(visits.lastVisit(`o${user}`)).toBe(2);
});
