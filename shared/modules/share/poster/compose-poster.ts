import { DISCLAIMER } from '../../../contracts/reading/reading.js';
import type { ShareCard } from '../../../contracts/share/share.js';
import { codeFigure } from './code.js';
import { COLOURS } from './colours.js';
import { type Box, type Fonts, figure, line, type Shape, styleOf } from './drawing.js';
import { elementsFigure } from './elements.js';
import { type Code, SIZES } from './format.js';
import { ground } from './ground.js';
import { pillars } from './pillars.js';
import { seal } from './seal.js';
import { cut, fitted, LEADING, paragraph, wrap } from './typeset.js';

const INSET = 40;
const MARGIN = 100;
const CODE = 204;
/** Of what the sharer added: how high it may be, and how large. */
const ROOM = 196;
const LARGEST = 27;

/** A part of the poster: as high as it is, drawn where it comes to lie. */
interface Part {
  height: number;
  draw(box: Box): Shape[];
}

/** A poster, from top to bottom: who, the pillars, the elements and a line, the decades, the code. What is left over goes between them. */
export function composePoster(fonts: Fonts, card: ShareCard, code: Code | null): Shape[] {
  const size = SIZES.poster;
  const parts: Part[] = [
    { height: 142, draw: (box) => heading(fonts, card, box) },
    { height: 430, draw: (box) => pillars(fonts, card, box) },
    { height: 322, draw: (box) => middle(fonts, card, box) },
    ...(card.decades ? [{ height: 106, draw: (box: Box) => decades(fonts, card.decades!, box) }] : []),
    { height: 216, draw: (box) => foot(fonts, code, box) },
  ];
  const [top, bottom] = [INSET + 44, size.height - INSET - 36];
  const used = parts.reduce((sum, { height }) => sum + height, 0);
  const gap = (bottom - top - used) / (parts.length - 1);
  let y = top;
  const drawn = parts.flatMap(({ height, draw }) => {
    const shapes = draw({ x: MARGIN, y, width: size.width - 2 * MARGIN, height });
    y += height + gap;
    return shapes;
  });
  return [...ground(size, INSET), ...drawn];
}

function heading(fonts: Fonts, card: ShareCard, box: Box): Shape[] {
  const setting = { size: 60, fill: COLOURS.ink, align: 'center', spacing: 0.08 } as const;
  const title = fitted(card.name ?? '四柱八字', styleOf(fonts, setting), box.width - 220, 36);
  const under = card.name === null ? '干支纪时' : '四柱八字';
  const middle = box.x + box.width / 2;
  const ruleAt = box.y + 114;
  return [
    line(fonts, title.text, { ...box, y: box.y + 8, height: 76 }, { ...setting, size: title.style.size }),
    line(
      fonts,
      under,
      { ...box, y: box.y + 100, height: 32 },
      { size: 26, fill: COLOURS.bronze, align: 'center', spacing: 0.5 },
    ),
    ...[-1, 1].map((side) =>
      figure('path', {
        ...{ d: `M${middle + side * 120} ${ruleAt}H${middle + side * 230}` },
        ...{ stroke: COLOURS.bronze, 'stroke-width': 1, 'stroke-opacity': 0.6, fill: 'none' },
      }),
    ),
  ];
}

function middle(fonts: Fonts, card: ShareCard, box: Box): Shape[] {
  const left = { ...box, width: box.width * 0.42 };
  const right = { ...box, x: box.x + box.width * 0.46, width: box.width * 0.54 };
  return [...elementsFigure(fonts, card, left), ...words(fonts, card, right)];
}

/** The day's master, and what the sharer added. */
function words(fonts: Fonts, card: ShareCard, box: Box): Shape[] {
  const master = `${card.dayMaster.stem}${card.dayMaster.element}`;
  const label = { size: 28, fill: COLOURS.bronze, spacing: 0.2 };
  const named = { fill: COLOURS.cinnabar, family: 'heading', spacing: 0.06 } as const;
  if (!card.line) {
    return [
      line(fonts, '日主', { ...box, y: box.y + 74, height: 34 }, { ...label, align: 'center' }),
      line(fonts, master, { ...box, y: box.y + 124, height: 130 }, { ...named, size: 108, align: 'center' }),
    ];
  }
  return [
    line(fonts, '日主', { ...box, y: box.y + 22, height: 34 }, label),
    line(
      fonts,
      master,
      { ...box, x: box.x + 92, y: box.y + 2, width: box.width - 92, height: 76 },
      { ...named, size: 64 },
    ),
    ...added(fonts, card.line, { ...box, y: box.y + 92 }),
  ];
}

/** One text that fills its lines, or several of a line each. */
function added(fonts: Fonts, { title, texts }: NonNullable<ShareCard['line']>, box: Box): Shape[] {
  const style = (size: number) => styleOf(fonts, { size, fill: COLOURS.ink });
  const { size, lines } =
    texts.length === 1
      ? paragraph(texts[0]!, style(LARGEST), box.width, ROOM)
      : { size: LARGEST, lines: texts.slice(0, 5).map((text) => cut(text, style(LARGEST), box.width)) };
  const leading = Math.round(size * LEADING);
  return [
    line(fonts, title, { ...box, height: 30 }, { size: 24, fill: COLOURS.bronze, spacing: 0.1 }),
    ...lines.map((one, place) =>
      line(fonts, one, { ...box, y: box.y + 38 + place * leading, height: leading }, { size, fill: COLOURS.ink }),
    ),
  ];
}

function decades(fonts: Fonts, pillarsOfDecades: readonly string[], box: Box): Shape[] {
  const width = box.width / (pillarsOfDecades.length + 1);
  const column = (place: number, y: number): Box => ({ x: box.x + place * width, y: box.y + y, width, height: 36 });
  const rule = (y: number) =>
    figure('path', {
      d: `M${box.x} ${y}H${box.x + box.width}`,
      fill: 'none',
      stroke: COLOURS.hairline,
      'stroke-width': 1,
    });
  const label = { size: 26, fill: COLOURS.bronze, align: 'center' } as const;
  const mark = { size: 32, fill: COLOURS.ink, align: 'center' } as const;
  return [
    rule(box.y),
    rule(box.y + box.height),
    line(fonts, '大', column(0, 18), label),
    line(fonts, '运', column(0, 56), label),
    ...pillarsOfDecades.flatMap((ganzhi, place) => [
      line(fonts, ganzhi[0]!, column(place + 1, 14), mark),
      line(fonts, ganzhi[1]!, column(place + 1, 54), mark),
    ]),
  ];
}

function foot(fonts: Fonts, code: Code | null, box: Box): Shape[] {
  const width = box.width - CODE - 48;
  const how = code?.kind === 'miniprogram' ? '微信扫一扫，或长按识别小程序码' : '用手机相机或浏览器扫一扫';
  const small = { size: 20, fill: COLOURS.faded };
  const codeBox = { x: box.x + box.width - CODE, y: box.y + 6, width: CODE, height: CODE };
  return [
    ...seal(fonts, '云枢', { x: box.x, y: box.y + 14, width: 56, height: 96 }),
    ...(code
      ? [
          line(
            fonts,
            '扫码看这份四柱',
            { ...box, x: box.x + 80, y: box.y + 18, width: width - 80, height: 48 },
            { size: 36, fill: COLOURS.ink },
          ),
          line(
            fonts,
            how,
            { ...box, x: box.x + 80, y: box.y + 74, width: width - 80, height: 34 },
            { size: 26, fill: COLOURS.faded },
          ),
          ...codeFigure(code, codeBox),
        ]
      : []),
    ...wrap(DISCLAIMER, styleOf(fonts, small), width, 3).map((one, place) =>
      line(fonts, one, { ...box, y: box.y + 130 + place * 30, width, height: 30 }, small),
    ),
  ];
}
