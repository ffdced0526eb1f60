import type { AlmanacDay } from './almanac-words';

/** The eight directions, north on top, and where each is on a circle of radius 1: right and down are positive. */
const ROSE = ['北', '东北', '东', '东南', '南', '西南', '西', '西北'] as const;

export interface CompassMark {
  direction: string;
  /** Percent of the picture from its left and its top. */
  left: number;
  top: number;
  /** What stands there: 喜, 财, 福, 煞. */
  marks: { name: string; good: boolean }[];
}

const RADIUS = 37;

/** Where joy, wealth and fortune are on a day, and where 煞 is, on a compass. */
export function compassOf({ directions, clash }: Pick<AlmanacDay, 'directions' | 'clash'>): CompassMark[] {
  const placed = [
    { name: '喜', at: directions.joy, good: true },
    { name: '财', at: directions.wealth, good: true },
    { name: '福', at: directions.fortune, good: true },
    { name: '煞', at: clash.direction, good: false },
  ];
  return ROSE.map((direction, place) => {
    const angle = (place * Math.PI) / 4;
    return {
      direction,
      left: Math.round(50 + RADIUS * Math.sin(angle)),
      top: Math.round(50 - RADIUS * Math.cos(angle)),
      marks: placed.filter(({ at }) => at === direction).map(({ name, good }) => ({ name, good })),
    };
  });
}
