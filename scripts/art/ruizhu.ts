import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Box, Canvas } from './ruizhu/canvas.js';
import { candle, incense, perfume } from './ruizhu/fragrance.js';
import { band, cuff, disc, necklace, studs } from './ruizhu/jewellery.js';
import { cardHolder, handbag, notebook } from './ruizhu/leather.js';
import { gaiwan, teaBowls, vase } from './ruizhu/porcelain.js';
import { room, shadow } from './ruizhu/scene.js';
import { scarf, shawl } from './ruizhu/silk.js';

/** The whole piece, a little nearer than it was drawn. */
const whole: Box = { x: 42, y: 70, width: 516, height: 688 };

/** A look closer: the same drawing, half as wide, around a point. */
const near = (x: number, y: number): Box => ({ x: x - 150, y: y - 200, width: 300, height: 400 });

const paper = '#ebe5dc';
const dusk = '#4a423b';
const stone = '#d5cbbd';

/** Each piece: as a whole, a look closer, and in another light or colour. */
const pieces: Record<string, readonly [Canvas, Box, Canvas]> = {
  'first-snow-necklace': [necklace('#ece3d8', paper), near(300, 560), necklace('#ece3d8', dusk)],
  'moon-studs': [studs('#ede4da', '#e6ded3', stone), near(290, 410), studs('#5c5a63', '#cfc8c0', '#b9b0a4')],
  'still-jade': [disc('#b9cbb0', '#2a2522', '#e9e4da'), near(280, 470), disc('#b9cbb0', '#8c3b2c', '#dcd5c8')],
  'one-line-ring': [band('#c9a05a', '#e2d9cd', stone), near(300, 380), band('#c98f78', '#d9cabf', '#cbbcae')],
  'twig-cuff': [cuff('#c39a55', '#e7e0d6'), near(290, 300), cuff('#c39a55', '#433c36')],
  'square-inch-bag': [handbag('#2b2724', '#ded5c8'), near(300, 470), handbag('#a86a3c', '#e8dfd3')],
  'folio-card-case': [cardHolder('#8a5a36', '#e9e2d7'), near(380, 470), cardHolder('#3a3a36', '#d8d2c8')],
  'journey-notebook': [notebook('#6d4329', '#e5ddd1'), near(340, 400), notebook('#25302c', '#dcd7cd')],
  'ripple-scarf': [scarf('#8fa3a4', '#eef2ee', '#ebe6dd'), near(300, 430), scarf('#8e3a30', '#f0d9c4', '#e9dfd3')],
  'cloud-shawl': [shawl('#c9b79f', '#e9e3d9'), near(300, 560), shawl('#6c7076', '#dedad3')],
  'plain-tea-bowls': [
    teaBowls('#c9d3c6', '#e4dfd4', '#b08a4a'),
    near(250, 520),
    teaBowls('#3b3733', '#d8d0c4', '#a9763a'),
  ],
  'far-hills-vase': [vase('#eef0ec', '#3f5f7e', '#ddd6ca'), near(300, 480), vase('#eef0ec', '#3f5f7e', '#57504a')],
  'clear-water-gaiwan': [
    gaiwan('#f2efe8', '#b08d57', '#dcd4c7'),
    near(300, 420),
    gaiwan('#a9b9bd', '#e6dccb', '#e3ddd3'),
  ],
  'before-rain-perfume': [
    perfume('#b9c08a', '#2b2724', '#e6e0d5'),
    near(300, 440),
    perfume('#d0a56a', '#2b2724', '#d9cfc2'),
  ],
  'deep-wood-candle': [candle('#2d2926', '#8d7f71'), near(300, 370), candle('#e7e1d6', '#6f6459')],
  'desk-incense': [incense('#cdd4cf', '#a89c8e'), near(330, 500), incense('#3a3531', '#7d7368')],
};

/** What opens the catalogue: a pearl in morning light, room above it for words. */
function hero(): Canvas {
  const canvas = room({ tone: '#e3dacd', horizon: 0.72 });
  shadow(canvas, 360, 640, 190, 30, 0.5);
  const pearl = canvas.radial(
    [
      [0, '#ffffff'],
      [0.3, '#fbf6ef'],
      [0.68, '#e6dacb'],
      [0.9, '#bfae9a'],
      [1, '#d8cab8'],
    ],
    [0.36, 0.32, 0.74],
  );
  canvas.add(
    `<circle cx="300" cy="520" r="118" fill="${pearl}"/>`,
    '<ellipse cx="258" cy="462" rx="26" ry="16" fill="#fff" opacity=".85" transform="rotate(-35 258 462)"/>',
  );
  return canvas;
}

const folder = join(import.meta.dirname, '../../miniprogram/assets/ruizhu');
const largest = 6 * 1024;

function write(name: string, svg: string): void {
  if (svg.length > largest) throw new Error(`${name}.svg has ${svg.length} bytes, more than ${largest}`);
  writeFileSync(join(folder, `${name}.svg`), svg);
}

mkdirSync(folder, { recursive: true });
for (const [slug, [piece, closer, other]] of Object.entries(pieces)) {
  write(slug, piece.svg(whole));
  write(`${slug}-2`, piece.svg(closer));
  write(`${slug}-3`, other.svg(whole));
}
write('hero', hero().svg());
console.log(`${Object.keys(pieces).length} pieces drawn`);
