import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { arc, type Stroke, strokesPng } from './png.js';

const icons: Record<string, readonly Stroke[]> = {
  store: [
    [
      [12, 2.5],
      [12, 10],
    ],
    arc([12, 15.5], 5.5, 0, 1),
  ],
  bag: [
    [
      [5, 8.5],
      [19, 8.5],
      [20, 21],
      [4, 21],
      [5, 8.5],
    ],
    [[8.5, 11], ...arc([12, 6.5], 3.5, 0.5, 1), [15.5, 11]],
  ],
  orders: [
    [
      [5.5, 3],
      [18.5, 3],
      [18.5, 21],
      [5.5, 21],
      [5.5, 3],
    ],
    [
      [9, 8.5],
      [15, 8.5],
    ],
    [
      [9, 12.5],
      [15, 12.5],
    ],
    [
      [9, 16.5],
      [12, 16.5],
    ],
  ],
};

/** The same colours as in the app's theme.json: a tab at rest, and the one that is open. */
const themes = { light: ['#756e66', '#1c1a18'], dark: ['#9a9289', '#f3efe9'] } as const;

const folder = join(import.meta.dirname, '../../miniprogram/assets/ruizhu');
for (const [name, strokes] of Object.entries(icons)) {
  for (const [theme, [rest, open]] of Object.entries(themes)) {
    writeFileSync(join(folder, `tab-${name}-${theme}.png`), strokesPng(strokes, rest, 81, 1.2));
    writeFileSync(join(folder, `tab-${name}-${theme}-on.png`), strokesPng(strokes, open, 81, 1.2));
  }
}
