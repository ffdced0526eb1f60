import type { ShareCard } from '../../../contracts/share/share.js';
import { COLOURS } from './colours.js';
import { type Box, type Fonts, figure, line, type Shape } from './drawing.js';

const LABELS = { year: '年柱', month: '月柱', day: '日柱', hour: '时柱' } as const;
const ABSENT = { hidden: '隐', unknown: '不详', shown: '' } as const;

/** The four pillars side by side, each with its ten god above and its sound below; the day's stands out. Sizes follow the height. */
export function pillars(fonts: Fonts, card: ShareCard, box: Box): Shape[] {
  const width = box.width / 4;
  return card.pillars.flatMap((pillar, place) => {
    const column = { x: box.x + place * width, y: box.y, width, height: box.height };
    return pillarOf(fonts, pillar, card.hour, column);
  });
}

function pillarOf(fonts: Fonts, pillar: ShareCard['pillars'][number], hour: ShareCard['hour'], box: Box): Shape[] {
  const unit = box.height / 460;
  const isDay = pillar.place === 'day';
  const at = (y: number, height: number): Box => ({ ...box, y: box.y + y * unit, height: height * unit });
  const small = { size: Math.round(26 * unit), align: 'center' } as const;
  const large = { size: Math.round(122 * unit), align: 'center', family: 'heading' } as const;
  const label = line(fonts, LABELS[pillar.place], at(26, 34), { ...small, fill: COLOURS.bronze, spacing: 0.1 });
  if (pillar.ganzhi === null) return [label, ...absent(fonts, ABSENT[hour], box, unit)];

  const [stem, branch] = [...pillar.ganzhi] as [string, string];
  const main = isDay ? COLOURS.cinnabar : COLOURS.ink;
  return [
    ...(isDay ? [glow(box)] : []),
    label,
    line(fonts, pillar.tenGod!, at(72, 34), { ...small, fill: isDay ? COLOURS.cinnabar : COLOURS.faded }),
    line(fonts, stem, at(122, 130), { ...large, fill: main }),
    line(fonts, branch, at(262, 130), { ...large, fill: COLOURS.ink }),
    line(fonts, pillar.nayin!, at(406, 34), { ...small, fill: COLOURS.faded }),
  ];
}

/** What the day's pillar stands on. */
function glow({ x, y, width, height }: Box): Shape {
  const inset = width * 0.1;
  return figure('rect', {
    ...{ x: x + inset, y, width: width - 2 * inset, height, rx: 8, fill: COLOURS.surface },
    ...{ stroke: COLOURS.cinnabar, 'stroke-width': 1.5, 'stroke-opacity': 0.5 },
  });
}

/** Two empty places, and why. */
function absent(fonts: Fonts, why: string, box: Box, unit: number): Shape[] {
  const side = 108 * unit;
  const x = box.x + (box.width - side) / 2;
  const places = [128, 268].map((y) => ({ x, y: box.y + y * unit, width: side, height: side }));
  const size = Math.round((why.length > 1 ? 30 : 40) * unit);
  return places.flatMap((place) => [
    figure('rect', {
      ...{ x: place.x, y: place.y, width: side, height: side, rx: 8, fill: 'none' },
      ...{ stroke: COLOURS.hairline, 'stroke-width': 2, 'stroke-dasharray': '8 8' },
    }),
    line(
      fonts,
      why,
      { ...place, y: place.y + (side - size) / 2, height: size },
      { size, fill: COLOURS.faded, align: 'center' },
    ),
  ]);
}
