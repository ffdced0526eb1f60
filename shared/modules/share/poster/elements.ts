import type { ShareCard } from '../../../contracts/share/share.js';
import { COLOURS, ELEMENT_COLOURS } from './colours.js';
import { type Box, type Fonts, figure, line, type Shape } from './drawing.js';

/** Clockwise from the top, each bringing forth the next: fire in the south, as the old figures have it. */
const AROUND = ['火', '土', '金', '水', '木'] as const;
/** A share that reaches the edge, unless another is larger: percent. */
const EDGE = 40;

/** The five elements as a figure of five corners: the ring of bringing forth, the star of ruling, and what each makes up. */
export function elementsFigure(fonts: Fonts, card: ShareCard, box: Box): Shape[] {
  const [cx, cy] = [box.x + box.width / 2, box.y + box.height / 2 + 14];
  const radius = Math.min(box.width, box.height) / 2 - 48;
  const edge = Math.max(EDGE, ...card.elements.map(({ percent }) => percent));
  const corner = (place: number, part: number): [number, number] => {
    const angle = (place / AROUND.length) * 2 * Math.PI - Math.PI / 2;
    return [cx + Math.cos(angle) * radius * part, cy + Math.sin(angle) * radius * part];
  };
  const ring = (part: number) => closed(AROUND.map((_, place) => corner(place, part)));
  const star = closed([0, 2, 4, 1, 3].map((place) => corner(place, 1)));
  const shares = AROUND.map((element) => card.elements.find((one) => one.element === element)!.percent);
  const points = shares.map((percent, place) => corner(place, Math.max(0.03, percent / edge)));

  return [
    figure('path', { d: star, fill: 'none', stroke: COLOURS.hairline, 'stroke-width': 1, 'stroke-opacity': 0.7 }),
    ...[1, 0.5].map((part) =>
      figure('path', { d: ring(part), fill: 'none', stroke: COLOURS.hairline, 'stroke-width': 1.5 }),
    ),
    figure('path', {
      ...{ d: closed(points), fill: COLOURS.cinnabar, 'fill-opacity': 0.12 },
      ...{ stroke: COLOURS.cinnabar, 'stroke-width': 2.5, 'stroke-linejoin': 'round' },
    }),
    ...AROUND.flatMap((element, place) => {
      const [x, y] = points[place]!;
      const [lx, ly] = corner(place, (radius + 36) / radius);
      const label = { x: lx - 55, y: ly - 28, width: 110, height: 56 };
      const colour = ELEMENT_COLOURS[element];
      return [
        figure('circle', { cx: x, cy: y, r: 6, fill: colour }),
        line(fonts, element, label, { size: 30, fill: colour, align: 'center', family: 'heading' }),
        line(
          fonts,
          `${shares[place]}%`,
          { ...label, y: ly + 6, height: 24 },
          { size: 22, fill: COLOURS.faded, align: 'center' },
        ),
      ];
    }),
  ];
}

/** The five elements as one strip, for a picture that is looked at when it is small. */
export function elementsStrip(fonts: Fonts, card: ShareCard, box: Box): Shape[] {
  const [bar, gap] = [14, 6];
  const room = box.width - gap * (card.elements.filter(({ percent }) => percent > 0).length - 1);
  const width = box.width / card.elements.length;
  let x = box.x;
  return card.elements.flatMap(({ element, percent }, place) => {
    const part = (room * percent) / 100;
    const piece = figure('rect', { x, y: box.y, width: part, height: bar, rx: 3, fill: ELEMENT_COLOURS[element] });
    if (part > 0) x += part + gap;
    const label = { x: box.x + place * width, y: box.y + bar + 20, width, height: 36 };
    return [
      ...(part > 0 ? [piece] : []),
      line(fonts, `${element} ${percent}%`, label, { size: 32, fill: ELEMENT_COLOURS[element], align: 'center' }),
    ];
  });
}

function closed(points: readonly (readonly [number, number])[]): string {
  return `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`;
}
