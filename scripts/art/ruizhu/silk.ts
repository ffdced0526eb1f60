import { type Canvas, darker, draw, lighter } from './canvas.js';
import { goldStops, room, shadow } from './scene.js';

/** Light and shade of hanging cloth, fold by fold. */
function folds(canvas: Canvas, count: number): string {
  const stops: [number, string, number][] = [];
  for (let i = 0; i < count; i += 1) {
    const at = i / count;
    const wide = 1 / count;
    stops.push([at, '#1a120a', 0.34], [at + wide * 0.3, '#ffffff', 0.3], [at + wide * 0.62, '#ffffff', 0.02]);
  }
  stops.push([1, '#1a120a', 0.34]);
  return canvas.linear(stops.map(([at, colour, opacity]) => [Math.round(at * 100) / 100, colour, opacity] as const));
}

/** A square of silk over a rod, with a pattern of water. */
export function scarf(tone: string, line: string, ground: string): Canvas {
  const canvas = room({ tone: ground });
  const gold = canvas.linear(goldStops(), [0, 0, 0, 1]);
  const cloth =
    'M150 196Q300 188 450 196C462 330 440 470 468 610Q430 586 396 622Q352 652 318 616Q276 588 240 634Q196 662 132 618C160 470 140 330 150 196Z';
  canvas.add(`<path d="${cloth}" fill="#1a120a" opacity=".16" transform="translate(26 22)"/>`);
  canvas.add(`<path d="${cloth}" fill="${tone}"/>`);
  canvas.add(`<g ${canvas.clip(cloth)}>`);
  const waves: string[] = [];
  for (let row = 0; row < 9; row += 1) {
    const y = 250 + row * 40;
    waves.push(draw`M100 ${y}q25 -26 50 0t50 0 50 0 50 0 50 0 50 0 50 0 50 0`);
  }
  canvas.add(`<path d="${waves.join('')}" fill="none" stroke="${line}" stroke-width="2.5" opacity=".7"/>`);
  canvas.add(
    `<path d="${waves.join('')}" fill="none" stroke="${line}" stroke-width="1.5" opacity=".4" transform="translate(0 10)"/>`,
  );
  canvas.add(`<path d="M120 590C200 570 420 560 480 580V660H120Z" fill="${line}" opacity=".28"/>`);
  canvas.add(`<path d="M120 180H480V660H120Z" fill="${folds(canvas, 6)}"/></g>`);
  canvas.add(
    `<path d="M0 200L600 182" stroke="#1a120a" stroke-width="12" opacity=".12" transform="translate(20 22)"/>`,
    `<path d="M-4 188H604V201H-4Z" fill="${gold}"/>`,
    `<path d="M150 204C149 176 160 182 300 180S452 176 450 204Q300 196 150 204Z" fill="${lighter(tone, 0.14)}"/>`,
  );
  return canvas;
}

/** A shawl, folded, its fringe to the front. */
export function shawl(tone: string, ground: string): Canvas {
  const canvas = room({ tone: ground, horizon: 0.66 });
  shadow(canvas, 340, 628, 270, 44, 0.55);
  const layer = (y: number, height: number, inset: number, colour: string) => {
    const fill = canvas.linear(
      [
        [0, lighter(colour, 0.3)],
        [0.45, colour],
        [1, darker(colour, 0.3)],
      ],
      [0, 0, 0.25, 1],
    );
    const left = 108 + inset;
    const right = 492 - inset;
    canvas.add(
      draw`<path d="M${left + 18} ${y}Q300 ${y - 12} ${right - 18} ${y}Q${right + 16} ${y + height / 2} ${right - 8} ${y + height}Q300 ${y + height + 12} ${left + 8} ${y + height}Q${left - 16} ${y + height / 2} ${left + 18} ${y}Z" fill="${fill}"/>`,
    );
  };
  layer(556, 66, 0, darker(tone, 0.1));
  layer(500, 64, 6, tone);
  layer(446, 62, 3, lighter(tone, 0.08));
  const fall = 'M196 440Q300 430 392 438C402 500 398 560 404 640Q300 652 186 642C194 570 190 500 196 440Z';
  const drape = canvas.linear(
    [
      [0, lighter(tone, 0.36)],
      [0.4, lighter(tone, 0.08)],
      [1, darker(tone, 0.12)],
    ],
    [0, 0, 0.3, 1],
  );
  canvas.add(
    `<path d="${fall}" fill="#1a120a" opacity=".2" transform="translate(9 5)"/>`,
    `<path d="${fall}" fill="${drape}"/>`,
  );
  const weave = `<path d="M198 470Q300 460 394 468M195 610Q300 618 402 608M195 622Q300 630 402 620" fill="none" stroke="${lighter(tone, 0.55)}" stroke-width="2" opacity=".7"/>`;
  const fringe: string[] = [];
  for (let x = 190; x <= 402; x += 8) fringe.push(draw`M${x} 642q${((x * 7) % 5) - 2} 16 ${((x * 3) % 7) - 3} 34`);
  canvas.add(weave, `<path d="${fringe.join('')}" fill="none" stroke="${lighter(tone, 0.16)}" stroke-width="3"/>`);
  return canvas;
}
