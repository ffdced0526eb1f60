import type { Chart } from './current-subject';
import { type ElementClass, elementClass } from './elements';
import { KINDS } from './ten-god';

const CYCLE = '木火土金水';
/** Of the square that it is drawn in, in rpx. */
export const RADAR_SIZE = 480;
const CENTRE = RADAR_SIZE / 2;
const RADIUS = 160;
/** Between the last ring and what is written at a corner. */
const WRITTEN = 52;
const RINGS = [1 / 3, 2 / 3, 1];
/** What the outermost ring stands for unless an element has more, in percent. */
const LEAST_SCALE = 40;

/** A thin line, from its left end, turned by degrees. */
export interface Line {
  id: number;
  left: number;
  top: number;
  width: number;
  turn: number;
}

export interface Corner {
  element: string;
  class: ElementClass;
  /** What it is to the day's stem: 比劫, 食伤 … */
  kind: string;
  percent: number;
  left: number;
  top: number;
}

export interface Radar {
  grid: Line[];
  edges: Line[];
  /** The shape as CSS's `polygon()` takes it. */
  shape: string;
  corners: Corner[];
  /** What the outermost ring stands for, in percent. */
  scale: number;
}

type Unnumbered = Omit<Line, 'id'>;

interface Point {
  x: number;
  y: number;
}

/** Five elements around the day's own, which stands on top; each begets the one clockwise of it. */
export function radarOf({ dayStem, strength }: Chart['details']): Radar {
  const first = CYCLE.indexOf(elementOfStem(dayStem));
  const shares = KINDS.map((kind, place) => {
    const element = CYCLE[(first + place) % 5]!;
    return { element, kind, percent: strength.elements.find((one) => one.element === element)?.percent ?? 0 };
  });
  const scale = Math.max(LEAST_SCALE, ...shares.map(({ percent }) => Math.ceil(percent / 10) * 10));
  const points = shares.map(({ percent }, place) => at(place, (RADIUS * percent) / scale));
  const rings = RINGS.flatMap((part) => outline(KINDS.map((_, place) => at(place, RADIUS * part))));
  return {
    grid: numbered([...rings, ...KINDS.map((_, place) => line({ x: CENTRE, y: CENTRE }, at(place, RADIUS)))]),
    edges: numbered(outline(points)),
    shape: points.map(({ x, y }) => `${percentOf(x)}% ${percentOf(y)}%`).join(', '),
    corners: shares.map((share, place) => {
      const { x, y } = at(place, RADIUS + WRITTEN);
      return { ...share, class: elementClass(share.element), left: round(x), top: round(y) };
    }),
    scale,
  };
}

const elementOfStem = (stem: string) => CYCLE[Math.floor('甲乙丙丁戊己庚辛壬癸'.indexOf(stem) / 2)]!;

function at(place: number, radius: number): Point {
  const angle = (place * 2 * Math.PI) / 5 - Math.PI / 2;
  return { x: CENTRE + radius * Math.cos(angle), y: CENTRE + radius * Math.sin(angle) };
}

const numbered = (lines: Unnumbered[]): Line[] => lines.map((one, id) => ({ id, ...one }));
const outline = (points: Point[]): Unnumbered[] =>
  points.map((point, index) => line(point, points[(index + 1) % points.length]!));

function line(from: Point, to: Point): Unnumbered {
  const [x, y] = [to.x - from.x, to.y - from.y];
  return {
    ...{ left: round(from.x), top: round(from.y), width: round(Math.hypot(x, y)) },
    turn: round((Math.atan2(y, x) * 180) / Math.PI),
  };
}

const round = (value: number) => Math.round(value * 100) / 100;
const percentOf = (value: number) => round((value / RADAR_SIZE) * 100);
