import type { Place } from '../../../contracts/bazi/birth.js';
import { modulo } from '../chart/sexagenary.js';
import { type CivilMs, MINUTE } from './civil.js';
import { equationOfTime } from './equation-of-time.js';
import { offsetAt, standardOffsetAt } from './zone.js';

/** One step from what the clock showed to the time that day and hour are counted by. */
export interface Correction {
  kind: 'summer-time' | 'longitude' | 'equation-of-time' | 'no-longitude';
  /** Later when positive. */
  ms: number;
  reason: string;
}

interface Clock {
  clock: CivilMs;
  instant: number;
  zone: string;
  place: Place | undefined;
  trueSolar: boolean;
}

/**
 * What lies between the clock and the sun of the place: summer time, the distance from the zone's meridian at four minutes
 * a degree, and the equation of time. Without `trueSolar` summer time alone.
 */
export function clockCorrections({ instant, zone, place, trueSolar }: Clock): Correction[] {
  const standard = standardOffsetAt(zone, instant);
  const summer = offsetAt(zone, instant) - standard;
  const corrections: Correction[] = [];
  if (summer !== 0) {
    const reason = `当地当时实行夏令时，钟表拨快了 ${summer / MINUTE} 分钟`;
    corrections.push({ kind: 'summer-time', ms: -summer, reason });
  }
  if (!trueSolar) return corrections;
  if (!place) {
    return [
      ...corrections,
      { kind: 'no-longitude', ms: 0, reason: '没有出生地的经度，按钟表时间排盘，未换算真太阳时' },
    ];
  }
  const meridian = standard / MINUTE / 4;
  const distance = modulo(place.longitude - meridian + 180, 360) - 180;
  return [
    ...corrections,
    {
      kind: 'longitude',
      ms: Math.round(distance * 4 * MINUTE),
      reason: `出生地${longitude(place.longitude)}，钟表依${longitude(meridian)}，相差 ${degrees(Math.abs(distance))}，每度 4 分钟`,
    },
    { kind: 'equation-of-time', ms: Math.round(equationOfTime(instant)), reason: '当日真太阳与平太阳之差（均时差）' },
  ];
}

const degrees = (value: number) => `${Math.round(value * 100) / 100}°`;
const longitude = (value: number) => `${value < 0 ? '西经' : '东经'} ${degrees(Math.abs(value))}`;
