import { type Canvas, darker, draw, lighter } from './canvas.js';
import { goldStops, plinth, room, shadow } from './scene.js';

/** A pearl of radius 20 as a symbol; drawn with `pearl`. */
function strungPearl(canvas: Canvas, tone: string): void {
  const body = canvas.radial(
    [
      [0, '#ffffff'],
      [0.3, lighter(tone, 0.55)],
      [0.7, tone],
      [0.92, darker(tone, 0.24)],
      [1, darker(tone, 0.1)],
    ],
    [0.36, 0.32, 0.74],
  );
  const cast = canvas.radial([
    [0, '#1a120a', 0.45],
    [1, '#1a120a', 0],
  ]);
  canvas.symbol(
    'p',
    `<ellipse cx="9" cy="13" rx="27" ry="23" fill="${cast}"/><circle r="20" fill="${body}"/><ellipse cx="-6" cy="-8" rx="5" ry="3.4" fill="#fff" opacity=".9" transform="rotate(-35)"/>`,
  );
}

const pearl = (x: number, y: number, r: number) =>
  draw`<use href="#p" transform="translate(${x} ${y})scale(${r / 20})"/>`;

/** A strand laid on paper. */
export function necklace(tone: string, ground: string): Canvas {
  const canvas = room({ tone: ground });
  strungPearl(canvas, tone);
  const count = 40;
  for (let i = 0; i < count; i += 1) {
    const angle = ((i + 0.5) / count) * 2 * Math.PI - Math.PI / 2;
    const drop = Math.max(0, Math.sin(angle));
    const x = 300 + Math.cos(angle) * (176 - 18 * drop * drop);
    const y = 392 + Math.sin(angle) * (190 + 46 * drop);
    canvas.add(pearl(x, y, 11.5 + 5.5 * (0.5 + Math.sin(angle) / 2)));
  }
  const gold = canvas.linear(goldStops());
  canvas.add(`<rect x="286" y="195" width="28" height="13" rx="6" fill="${gold}"/>`);
  return canvas;
}

/** A pair of studs on a block of stone. */
export function studs(tone: string, ground: string, stone: string): Canvas {
  const canvas = room({ tone: ground, horizon: 0.66 });
  plinth(canvas, stone, 130, 440, 340, 640);
  strungPearl(canvas, tone);
  const gold = canvas.linear(goldStops(), [0, 0, 0, 1]);
  for (const [x, y, r] of [
    [236, 390, 42],
    [366, 384, 42],
  ] as const) {
    canvas.add(draw`<path d="M${x + 30} ${y - 6}l52 -22 3 7 -52 23z" fill="${gold}"/>`);
    canvas.add(draw`<circle cx="${x + 86}" cy="${y - 26}" r="7" fill="${gold}"/>`, pearl(x, y, r));
  }
  return canvas;
}

/** A disc of jade with its hole, on a cord. */
export function disc(tone: string, cord: string, ground: string): Canvas {
  const canvas = room({ tone: ground });
  const strand = (d: string, width: number) =>
    `<path d="${d}" fill="none" stroke="${cord}" stroke-width="${width}" stroke-linecap="round"/>`;
  canvas.add(
    `<g opacity=".16" transform="translate(12 16)">${strand('M292 400C250 250 200 170 176 -10M308 400C350 250 396 170 424 -10', 8)}</g>`,
    strand('M294 404C250 250 200 170 176 -10', 6),
    strand('M306 404C350 250 396 170 424 -10', 6),
  );
  shadow(canvas, 326, 520, 176, 166, 0.5);
  canvas.add(`<circle cx="300" cy="494" r="40" fill="${ground}" opacity=".8"/>`);
  const ring = 'M300 352a142 142 0 1 0 .1 0zM300 456a38 38 0 1 1 -.1 0z';
  const body = canvas.radial(
    [
      [0, darker(tone, 0.2)],
      [0.3, tone],
      [0.52, lighter(tone, 0.5)],
      [0.74, tone],
      [0.94, darker(tone, 0.22)],
      [1, darker(tone, 0.06)],
    ],
    [0.46, 0.44, 0.56],
  );
  canvas.add(`<path d="${ring}" fill="${body}" fill-rule="evenodd"/>`);
  canvas.add(
    `<g ${canvas.clip(ring)} fill="none" stroke="${lighter(tone, 0.75)}" stroke-width="7" opacity=".3"><path d="M160 470c80 -60 130 40 220 -30s80 40 90 30M180 560c60 -30 120 30 230 -20"/></g>`,
    '<path d="M190 452a116 116 0 0 1 92 -82" fill="none" stroke="#fff" stroke-width="9" stroke-linecap="round" opacity=".5"/>',
    strand('M294 462V350M306 462V350', 6),
    `<rect x="286" y="334" width="28" height="24" rx="8" fill="${darker(cord, 0.25)}"/>`,
  );
  return canvas;
}

/** A plain band standing on a block of stone. */
export function band(tone: string, ground: string, stone: string): Canvas {
  const canvas = room({ tone: ground, horizon: 0.68 });
  plinth(canvas, stone, 150, 486, 300, 660);
  shadow(canvas, 330, 478, 120, 20, 0.55);
  const outside = canvas.linear(goldStops(tone), [0, 0, 1, 0.4]);
  const inside = canvas.linear(
    [
      [0, darker(tone, 0.55)],
      [0.5, darker(tone, 0.15)],
      [1, lighter(tone, 0.55)],
    ],
    [0, 0, 1, 0.6],
  );
  canvas.add(
    `<path d="M314 270a104 104 0 1 0 .1 0zM312 286a88 88 0 1 1 -.1 0z" fill="${inside}" fill-rule="evenodd"/>`,
    `<path d="M292 268a106 106 0 1 0 .1 0zM294 283a91 91 0 1 1 -.1 0z" fill="${outside}" fill-rule="evenodd"/>`,
    '<path d="M204 330a106 106 0 0 1 72 -60" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" opacity=".85"/>',
  );
  return canvas;
}

/** An open cuff, drawn like a twig, with a pearl at either end. */
export function cuff(tone: string, ground: string): Canvas {
  const canvas = room({ tone: ground });
  const arc = 'M236 262A168 168 0 1 0 372 266';
  const gold = canvas.linear(goldStops(tone), [0, 0, 1, 1]);
  const twig = (d: string, width: number, stroke: string) =>
    `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round"/>`;
  canvas.add(`<g opacity=".14">${twig('M254 284A168 168 0 1 0 390 288', 22, '#1a120a')}</g>`);
  canvas.add(twig(arc, 13, gold), twig(arc, 3, lighter(tone, 0.8)).replace('/>', ' opacity=".6"/>'));
  canvas.add(twig('M150 360q-34 -22 -36 -62M176 520q-52 4 -76 36M430 336q40 -10 54 -46M392 552q30 34 74 34', 7, gold));
  strungPearl(canvas, '#ece3d8');
  canvas.add(pearl(236, 258, 25), pearl(374, 262, 21), pearl(114, 294, 10), pearl(99, 558, 12), pearl(485, 288, 9));
  return canvas;
}
