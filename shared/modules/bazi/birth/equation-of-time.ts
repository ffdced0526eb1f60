import { civil, DAY, MINUTE } from './civil.js';

const J2000 = civil({ year: 2000, month: 1, day: 1, hour: 12 });
const JULIAN_CENTURY = 36_525 * DAY;

/**
 * What a sundial is ahead of a mean clock at `instant`, in ms, within about 5 s for 1900 to 2100.
 *
 * The formula of NOAA's solar calculator, after J. Meeus, *Astronomical Algorithms*, 2nd ed., chapters 25 and 28.
 */
export function equationOfTime(instant: number): number {
  const t = (instant - J2000) / JULIAN_CENTURY;
  const meanLongitude = radians(280.46646 + t * (36_000.76983 + t * 0.0003032));
  const meanAnomaly = radians(357.52911 + t * (35_999.05029 - t * 0.0001537));
  const eccentricity = 0.016708634 - t * (0.000042037 + t * 0.0000001267);
  const y = Math.tan(obliquity(t) / 2) ** 2;

  const angle =
    y * Math.sin(2 * meanLongitude) -
    2 * eccentricity * Math.sin(meanAnomaly) +
    4 * eccentricity * y * Math.sin(meanAnomaly) * Math.cos(2 * meanLongitude) -
    0.5 * y * y * Math.sin(4 * meanLongitude) -
    1.25 * eccentricity * eccentricity * Math.sin(2 * meanAnomaly);
  return degrees(angle) * 4 * MINUTE;
}

/** The corrected inclination of the earth's axis. */
function obliquity(t: number): number {
  const mean = 23 + (26 + (21.448 - t * (46.815 + t * (0.00059 - t * 0.001813))) / 60) / 60;
  return radians(mean + 0.00256 * Math.cos(radians(125.04 - 1934.136 * t)));
}

const radians = (value: number) => (value * Math.PI) / 180;
const degrees = (value: number) => (value * 180) / Math.PI;
