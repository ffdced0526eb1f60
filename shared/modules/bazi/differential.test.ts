import { Body, Equator, MakeTime, Observer, SearchSunLongitude, SiderealTime } from 'astronomy-engine';
import fc from 'fast-check';
import { Solar } from 'lunar-javascript';
import { SolarTime } from 'tyme4ts';
import { describe, expect, it } from 'vitest';
import { civil, DAY, HOUR, MINUTE, partsOf, SECOND } from './birth/civil.js';
import { equationOfTime } from './birth/equation-of-time.js';
import { dayPillar, pillarsOf } from './chart/pillars.js';
import { ganzhi } from './chart/sexagenary.js';
import { jie } from './chart/solar-terms.js';
import { luckOf } from './luck/luck.js';

/** A clock of Beijing time, 1900 to 2100, to the second. */
const clocks = fc
  .integer({
    min: civil({ year: 1900, month: 2, day: 1 }) / SECOND,
    max: civil({ year: 2100, month: 1, day: 1 }) / SECOND,
  })
  .map((seconds) => (seconds * SECOND) as ReturnType<typeof civil>);

const many = { seed: 20_261_121, numRuns: 2000 };

describe('the pillars', () => {
  it('are those of lunar-javascript, for both rules that it knows', () => {
    fc.assert(
      fc.property(clocks, (clock) => {
        const { year, month, day, hour, minute, second } = partsOf(clock);
        const theirs = Solar.fromYmdHms(year, month, day, hour, minute, second).getLunar().getEightChar();
        for (const [sect, rule] of [
          [1, 'day-at-23'],
          [2, 'day-at-0'],
        ] as const) {
          theirs.setSect(sect);
          const ours = pillarsOf(clock - 8 * HOUR, clock, rule);
          expect([ours.year, ours.month, ours.day, ours.hour].map(ganzhi).join(' ')).toBe(theirs.toString());
        }
      }),
      many,
    );
  });

  it('are those of tyme4ts around every 节 of two centuries, to the second', () => {
    for (let year = 1900; year < 2100; year += 7) {
      for (let month = 1; month <= 12; month += 1) {
        const { at } = jie(year, month);
        for (const seconds of [-61, -1, 0, 1, 61]) {
          const clock = (at + 8 * HOUR + seconds * SECOND) as ReturnType<typeof civil>;
          const parts = partsOf(clock);
          const time = SolarTime.fromYmdHms(parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second);
          const ours = pillarsOf(clock - 8 * HOUR, clock, 'day-at-23');
          const theirs = time.getSixtyCycleHour().getEightChar().toString();
          expect([ours.year, ours.month, ours.day, ours.hour].map(ganzhi).join(' ')).toBe(theirs);
        }
      }
    }
  });

  it('of the day are the Julian day number plus 49, over 60', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2_340_000, max: 2_520_000 }), (julianDay) => {
        const noon = ((julianDay - 2_440_588) * DAY + 12 * HOUR) as ReturnType<typeof civil>;
        expect(dayPillar(noon, 'day-at-0')).toBe((julianDay + 49) % 60);
      }),
    );
  });
});

describe('the solar terms', () => {
  it('are within 65 s of an independent ephemeris, whose own precision is an arc minute', () => {
    for (let year = 1900; year < 2050; year += 3) {
      for (let month = 1; month <= 12; month += 1) {
        const { at } = jie(year, month);
        const longitude = (315 + ((month + 10) % 12) * 30) % 360;
        const theirs = SearchSunLongitude(longitude, new Date(at - 3 * DAY), 6);
        expect(Math.abs(theirs!.date.getTime() - at)).toBeLessThan(65 * SECOND);
      }
    }
  });
});

describe('the equation of time', () => {
  it('is within 6 s of an independent ephemeris', () => {
    for (
      let at = civil({ year: 1900, month: 1, day: 1 });
      at < civil({ year: 2100, month: 1, day: 1 });
      at = (at + 97 * DAY) as never
    ) {
      expect(Math.abs(equationOfTime(at) - sundialAheadOfClock(at))).toBeLessThan(6 * SECOND);
    }
  });
});

/** Apparent minus mean solar time at Greenwich, in ms, from the sun's right ascension and sidereal time. */
function sundialAheadOfClock(instant: number): number {
  const time = MakeTime(new Date(instant));
  const sun = Equator(Body.Sun, time, new Observer(0, 0, 0), true, true);
  const apparent = (SiderealTime(time) - sun.ra + 12 + 48) % 24;
  const mean = (instant % DAY) / HOUR;
  const ahead = ((((apparent - mean + 36) % 24) + 24) % 24) - 12;
  return ahead * HOUR;
}

describe('the decades of luck', () => {
  it('are those of lunar-javascript, which drops the seconds of birth and 节', () => {
    fc.assert(
      fc.property(clocks, fc.boolean(), (time, male) => {
        const clock = (Math.floor(time / MINUTE) * MINUTE) as typeof time;
        const { year, month, day, hour, minute } = partsOf(clock);
        const theirs = Solar.fromYmdHms(year, month, day, hour, minute, 0)
          .getLunar()
          .getEightChar()
          .getYun(male ? 1 : 0, 2);
        const instant = clock - 8 * HOUR;
        const moment = {
          clock,
          instant,
          local: clock,
          hourKnown: true,
          otherInstant: null,
          zone: 'Asia/Shanghai',
          corrections: [],
        };
        const ours = luckOf(moment, pillarsOf(instant, clock, 'day-at-23'), male ? 'male' : 'female');

        const { years, months, days, hours } = ours.startsAfter;
        const inHours = ((years * 12 + months) * 30 + days) * 24 + hours;
        const theirHours =
          ((theirs.getStartYear() * 12 + theirs.getStartMonth()) * 30 + theirs.getStartDay()) * 24 +
          theirs.getStartHour();
        expect(Math.abs(inHours - theirHours)).toBeLessThanOrEqual(2);

        const decades = theirs.getDaYun(11).slice(1);
        expect(ours.decades.map(({ pillar }) => ganzhi(pillar))).toEqual(decades.map((one) => one.getGanZhi()));
        const nearNewYear =
          Math.abs(
            ours.startsAt - civil({ year: partsOf((ours.startsAt + 2 * DAY) as never).year, month: 1, day: 1 }),
          ) <
          4 * DAY;
        if (nearNewYear) return;
        expect(ours.decades.map(({ startYear }) => startYear)).toEqual(decades.map((one) => one.getStartYear()));
        expect(ours.decades.map(({ startAge }) => startAge)).toEqual(decades.map((one) => one.getStartAge()));
      }),
      many,
    );
  });
});
