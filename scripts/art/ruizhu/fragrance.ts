import { type Canvas, darker, lighter } from './canvas.js';
import { goldStops, room, roundStops, shadow } from './scene.js';

/** A square flask with a stopper. */
export function perfume(liquid: string, cap: string, ground: string): Canvas {
  const canvas = room({ tone: ground, horizon: 0.72 });
  shadow(canvas, 350, 628, 200, 30, 0.5);
  const glow = canvas.linear(
    [
      [0, lighter(liquid, 0.3), 0.5],
      [1, liquid, 0],
    ],
    [0, 0, 1, 0.4],
  );
  canvas.add(`<path d="M420 624L560 664L360 676L190 640Z" fill="${glow}"/>`);
  const glass = canvas.linear([
    [0, '#ffffff', 0.85],
    [0.06, '#d8d4cc', 0.55],
    [0.12, '#ffffff', 0.4],
    [0.85, '#ffffff', 0.22],
    [0.94, '#a8a298', 0.55],
    [1, '#ffffff', 0.8],
  ]);
  const juice = canvas.linear(
    [
      [0, lighter(liquid, 0.5)],
      [0.4, lighter(liquid, 0.15)],
      [1, darker(liquid, 0.18)],
    ],
    [0, 0, 1, 0.6],
  );
  canvas.add(
    `<path d="M200 408H400V604H200Z" fill="${juice}" opacity=".92"/>`,
    `<path d="M200 408H400V414H200Z" fill="#fff" opacity=".55"/>`,
    `<rect x="176" y="324" width="248" height="306" rx="10" fill="${glass}"/>`,
    `<path d="M188 334H200V612H188Z" fill="#fff" opacity=".6"/><path d="M212 340H226V596H212Z" fill="#fff" opacity=".28"/>`,
    `<path d="M262 304H338V326H262Z" fill="${canvas.linear(goldStops(), [0, 0, 1, 0])}"/>`,
    `<rect x="238" y="196" width="124" height="110" rx="5" fill="${canvas.linear(roundStops(cap, 0.35))}"/>`,
    `<path d="M238 201Q300 190 362 201V206H238Z" fill="${lighter(cap, 0.4)}" opacity=".6"/>`,
    `<path d="M258 452H342V548H258Z" fill="#fbf8f2"/><path d="M300 474v28" stroke="#b08d57" stroke-width="1.5"/><circle cx="300" cy="508" r="6" fill="#b08d57"/><path d="M276 530h48" stroke="#8d8478" stroke-width="2"/>`,
  );
  return canvas;
}

/** A candle in a ceramic jar, burning. */
export function candle(jar: string, ground: string): Canvas {
  const canvas = room({ tone: ground, horizon: 0.7 });
  const halo = canvas.radial([
    [0, '#ffd9a0', 0.75],
    [0.4, '#ffcf8a', 0.25],
    [1, '#ffcf8a', 0],
  ]);
  shadow(canvas, 344, 628, 200, 32, 0.55);
  canvas.add(
    `<path d="M168 388V600Q172 632 300 634Q428 632 432 600V388Z" fill="${canvas.linear(roundStops(jar, 0.28))}"/>`,
    `<ellipse cx="300" cy="388" rx="132" ry="30" fill="${darker(jar, 0.35)}"/>`,
    `<ellipse cx="300" cy="396" rx="122" ry="24" fill="${canvas.radial(
      [
        [0, '#fff3d6'],
        [0.5, '#f3dfb9'],
        [1, '#cfb083'],
      ],
      [0.5, 0.4, 0.6],
    )}"/>`,
    `<ellipse cx="300" cy="388" rx="132" ry="30" fill="none" stroke="${lighter(jar, 0.4)}" stroke-width="3"/>`,
    '<path d="M300 396V366" stroke="#2a211a" stroke-width="4"/>',
    `<circle cx="300" cy="330" r="190" fill="${halo}"/>`,
    `<path d="M300 276C326 312 324 344 300 372C276 344 276 312 300 276Z" fill="${canvas.linear(
      [
        [0, '#fff7e0'],
        [0.6, '#ffd68a'],
        [1, '#f0a24a'],
      ],
      [0, 0, 0, 1],
    )}"/>`,
    '<path d="M262 486H338V560H262Z" fill="#fbf8f2" opacity=".94"/><path d="M300 502v20" stroke="#b08d57" stroke-width="1.5"/><circle cx="300" cy="527" r="5" fill="#b08d57"/><path d="M280 545h40" stroke="#8d8478" stroke-width="2"/>',
  );
  return canvas;
}

/** A stick of incense in its holder, and its smoke. */
export function incense(holder: string, ground: string): Canvas {
  const canvas = room({ tone: ground, horizon: 0.7 });
  const smoke = canvas.linear(
    [
      [0, '#ffffff', 0],
      [0.5, '#ffffff', 0.5],
      [1, '#ffffff', 0.85],
    ],
    [0, 0, 0, 1],
  );
  for (const [d, width] of [
    ['M402 250C360 200 450 170 410 120S440 40 420 -20', 7],
    ['M402 250C384 190 430 160 400 110S400 50 392 -20', 4],
    ['M402 250C420 200 380 180 420 130S460 60 450 -20', 3],
  ] as const) {
    canvas.add(`<path d="${d}" fill="none" stroke="${smoke}" stroke-width="${width}" stroke-linecap="round"/>`);
  }
  shadow(canvas, 330, 626, 260, 30, 0.55);
  const clay = canvas.linear(roundStops(holder, 0.45));
  canvas.add(
    '<path d="M262 580L402 252" stroke="#1a120a" stroke-width="7" opacity=".12" transform="translate(22 14)"/>',
    '<path d="M262 584L402 252" stroke="#5a4636" stroke-width="6"/>',
    '<path d="M398 262L402 252" stroke="#f08a4a" stroke-width="7" stroke-linecap="round"/>',
    `<path d="M96 578Q110 636 230 640H370Q490 636 504 578Z" fill="${clay}"/>`,
    `<ellipse cx="300" cy="578" rx="204" ry="28" fill="${canvas.linear([
      [0, darker(holder, 0.2)],
      [0.5, lighter(holder, 0.2)],
      [1, darker(holder, 0.05)],
    ])}"/>`,
    `<ellipse cx="300" cy="578" rx="204" ry="28" fill="none" stroke="${lighter(holder, 0.55)}" stroke-width="3"/>`,
    `<ellipse cx="262" cy="582" rx="15" ry="6" fill="${darker(holder, 0.5)}"/>`,
    '<path d="M262 583L266 572" stroke="#5a4636" stroke-width="6"/>',
  );
  return canvas;
}
