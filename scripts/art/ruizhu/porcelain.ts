import { type Canvas, darker, draw, lighter } from './canvas.js';
import { room, roundStops, shadow } from './scene.js';

/** A plum vase with far mountains in blue wash. */
export function vase(tone: string, wash: string, ground: string): Canvas {
  const canvas = room({ tone: ground, horizon: 0.74 });
  shadow(canvas, 356, 652, 190, 30, 0.6);
  const body =
    'M268 196Q300 190 332 196L326 236C400 252 446 306 442 380C438 480 372 560 366 646Q300 662 234 646C228 560 162 480 158 380C154 306 200 252 274 236Z';
  canvas.add(`<path d="${body}" fill="${canvas.linear(roundStops(tone, 0.7))}"/>`);
  const ink = (share: number) =>
    canvas.linear(
      [
        [0, wash, share],
        [1, wash, 0],
      ],
      [0, 0, 0, 1],
    );
  canvas.add(
    `<g ${canvas.clip(body)}>`,
    `<path d="M150 470C190 400 210 380 240 420C270 360 300 330 330 390C360 350 400 380 450 440V600H150Z" fill="${ink(0.4)}"/>`,
    `<path d="M150 520C200 450 230 470 262 500C310 430 350 450 380 490C410 470 430 490 450 510V640H150Z" fill="${ink(0.62)}"/>`,
    `<path d="M150 560C210 520 260 560 300 540S400 540 450 570V660H150Z" fill="${ink(0.75)}"/>`,
    `<circle cx="352" cy="344" r="17" fill="none" stroke="${wash}" stroke-width="2" opacity=".5"/></g>`,
  );
  canvas.add(
    `<ellipse cx="300" cy="197" rx="32" ry="8" fill="${darker(tone, 0.5)}"/>`,
    `<ellipse cx="300" cy="195" rx="32" ry="8" fill="none" stroke="${lighter(tone, 0.7)}" stroke-width="3"/>`,
    '<path d="M196 330C200 300 222 276 250 262" fill="none" stroke="#fff" stroke-width="12" stroke-linecap="round" opacity=".75"/>',
  );
  return canvas;
}

function bowl(canvas: Canvas, cx: number, top: number, rx: number, height: number, tone: string, tea?: string): void {
  const ry = rx * 0.2;
  const foot = rx * 0.42;
  shadow(canvas, cx + rx * 0.3, top + height, rx * 1.15, ry * 1.1, 0.55);
  const side = canvas.linear(roundStops(tone, 0.55));
  canvas.add(
    draw`<path d="M${cx - foot} ${top + height - 14}H${cx + foot}L${cx + foot - 4} ${top + height + 4}Q${cx} ${top + height + 14} ${cx - foot + 4} ${top + height + 4}Z" fill="${side}"/>`,
    draw`<path d="M${cx - rx} ${top}C${cx - rx * 0.94} ${top + height * 0.7} ${cx - rx * 0.6} ${top + height * 0.94} ${cx - foot} ${top + height - 8}Q${cx} ${top + height + 2} ${cx + foot} ${top + height - 8}C${cx + rx * 0.6} ${top + height * 0.94} ${cx + rx * 0.94} ${top + height * 0.7} ${cx + rx} ${top}Z" fill="${side}"/>`,
  );
  const inner = canvas.linear([
    [0, darker(tone, 0.32)],
    [0.6, darker(tone, 0.05)],
    [1, lighter(tone, 0.4)],
  ]);
  canvas.add(draw`<ellipse cx="${cx}" cy="${top}" rx="${rx}" ry="${ry}" fill="${inner}"/>`);
  if (tea) canvas.add(draw`<ellipse cx="${cx}" cy="${top + 9}" rx="${rx * 0.86}" ry="${ry * 0.66}" fill="${tea}"/>`);
  canvas.add(
    draw`<ellipse cx="${cx}" cy="${top}" rx="${rx}" ry="${ry}" fill="none" stroke="${lighter(tone, 0.65)}" stroke-width="3"/>`,
    draw`<path d="M${cx - rx * 0.8} ${top + height * 0.3}Q${cx - rx * 0.7} ${top + height * 0.6} ${cx - rx * 0.45} ${top + height * 0.78}" fill="none" stroke="#fff" stroke-width="7" stroke-linecap="round" opacity=".55"/>`,
  );
}

/** Two tea bowls. */
export function teaBowls(tone: string, ground: string, tea: string): Canvas {
  const canvas = room({ tone: ground, horizon: 0.6 });
  bowl(canvas, 404, 430, 98, 104, darker(tone, 0.05));
  bowl(canvas, 240, 478, 132, 138, tone, tea);
  return canvas;
}

/** A lidded bowl on its saucer. */
export function gaiwan(tone: string, rim: string, ground: string): Canvas {
  const canvas = room({ tone: ground, horizon: 0.66 });
  shadow(canvas, 336, 634, 230, 40, 0.55);
  const plate = canvas.linear(roundStops(tone, 0.5));
  canvas.add(
    `<path d="M116 606Q130 640 230 648H370Q470 640 484 606Z" fill="${plate}"/>`,
    `<ellipse cx="300" cy="606" rx="184" ry="32" fill="${canvas.linear([
      [0, darker(tone, 0.14)],
      [0.5, lighter(tone, 0.3)],
      [1, darker(tone, 0.08)],
    ])}"/>`,
    `<ellipse cx="300" cy="606" rx="184" ry="32" fill="none" stroke="${rim}" stroke-width="3"/>`,
  );
  bowl(canvas, 300, 440, 140, 166, tone);
  canvas.add(`<ellipse cx="300" cy="440" rx="140" ry="28" fill="none" stroke="${rim}" stroke-width="3"/>`);
  const lid = canvas.linear(roundStops(tone, 0.65));
  canvas.add(
    `<path d="M178 436C186 376 240 346 284 340H316C360 346 414 376 422 436Q300 466 178 436Z" fill="${lid}"/>`,
    `<path d="M178 436Q300 466 422 436" fill="none" stroke="${rim}" stroke-width="3"/>`,
    `<path d="M276 344Q272 316 258 308H342Q328 316 324 344Z" fill="${lid}"/>`,
    `<ellipse cx="300" cy="308" rx="42" ry="9" fill="${lighter(tone, 0.4)}" stroke="${rim}" stroke-width="2"/>`,
    '<path d="M212 408Q224 376 256 360" fill="none" stroke="#fff" stroke-width="8" stroke-linecap="round" opacity=".6"/>',
  );
  return canvas;
}
