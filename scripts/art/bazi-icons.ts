import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { arc, type Stroke, strokesPng } from './png.js';

const icons: Record<string, readonly Stroke[]> = {
  // A sun over the line of the day.
  today: [
    arc([12, 11], 4, 0, 1),
    [
      [3, 20],
      [21, 20],
    ],
    [
      [12, 2.5],
      [12, 4.5],
    ],
    [
      [4.5, 11],
      [5.5, 11],
    ],
    [
      [18.5, 11],
      [19.5, 11],
    ],
  ],
  // Four pillars.
  chart: [
    [
      [4.5, 4],
      [4.5, 20],
    ],
    [
      [9.5, 4],
      [9.5, 20],
    ],
    [
      [14.5, 4],
      [14.5, 20],
    ],
    [
      [19.5, 4],
      [19.5, 20],
    ],
    [
      [3, 12],
      [21, 12],
    ],
  ],
  // A book that is sewn at its side.
  records: [
    [
      [5, 3],
      [19, 3],
      [19, 21],
      [5, 21],
      [5, 3],
    ],
    [
      [8.5, 3],
      [8.5, 21],
    ],
    [
      [12, 8],
      [16, 8],
    ],
    [
      [12, 12],
      [16, 12],
    ],
  ],
  me: [arc([12, 8], 4, 0, 1), [[4, 21], ...arc([12, 21], 8, 0.5, 1), [20, 21]]],
  calendar: [
    [
      [4, 5],
      [20, 5],
      [20, 20.5],
      [4, 20.5],
      [4, 5],
    ],
    [
      [4, 10],
      [20, 10],
    ],
    [
      [8.5, 2.5],
      [8.5, 6.5],
    ],
    [
      [15.5, 2.5],
      [15.5, 6.5],
    ],
  ],
  // The circle of the year, and its four quarters.
  terms: [
    arc([12, 12], 8.5, 0, 1),
    [
      [12, 3.5],
      [12, 20.5],
    ],
    [
      [3.5, 12],
      [20.5, 12],
    ],
  ],
};

/** The same colours as in the app's theme.json: a tab at rest, and the one that is open. */
const themes = { light: ['#6f665c', '#a8322a'], dark: ['#a39a8e', '#e58a78'] } as const;

const folder = join(import.meta.dirname, '../../miniprogram/assets/bazi');
mkdirSync(folder, { recursive: true });
for (const [name, strokes] of Object.entries(icons)) {
  for (const [theme, [rest, open]] of Object.entries(themes)) {
    writeFileSync(join(folder, `tab-${name}-${theme}.png`), strokesPng(strokes, rest, 81, 1.2));
    writeFileSync(join(folder, `tab-${name}-${theme}-on.png`), strokesPng(strokes, open, 81, 1.2));
  }
}
