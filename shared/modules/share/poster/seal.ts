import { COLOURS } from './colours.js';
import { type Box, type Fonts, figure, line, type Shape } from './drawing.js';

/** Points on each side of a seal, whose edge is not quite straight. */
const STEPS = 14;

/** A cinnabar seal with one or two characters, one above the other. */
export function seal(fonts: Fonts, characters: string, box: Box): Shape[] {
  const marks = [...characters];
  const size = Math.min(box.width * 0.7, (box.height * 0.84) / marks.length);
  const top = box.y + (box.height - size * marks.length) / 2;
  return [
    figure('path', { d: edge(box), fill: COLOURS.cinnabar }),
    ...marks.map((mark, place) =>
      line(
        fonts,
        mark,
        { x: box.x, y: top + place * size, width: box.width, height: size },
        { size, fill: COLOURS.surface, family: 'heading', align: 'center' },
      ),
    ),
  ];
}

/** The outline of a stone that was cut by hand: the same each time. */
function edge({ x, y, width, height }: Box): string {
  const sides: [number, number][][] = [
    side((t) => [x + t * width, y]),
    side((t) => [x + width, y + t * height]),
    side((t) => [x + width - t * width, y + height]),
    side((t) => [x, y + height - t * height]),
  ];
  const points = sides.flat().map(([px, py], place) => {
    const wear = Math.sin(place * 12.9898) * 43758.5453;
    const by = (wear - Math.floor(wear)) * Math.min(width, height) * 0.03;
    return `${(px + (px < x + width / 2 ? by : -by)).toFixed(1)} ${(py + (py < y + height / 2 ? by : -by)).toFixed(1)}`;
  });
  return `M${points.join('L')}Z`;
}

function side(at: (t: number) => [number, number]): [number, number][] {
  return Array.from({ length: STEPS }, (_, step) => at((step + 0.3) / STEPS));
}
