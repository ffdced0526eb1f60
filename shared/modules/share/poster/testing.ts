import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Fonts } from './drawing.js';
import { readFont } from './font.js';

/** Where the fonts lie in the repository. */
export const fontFiles = {
  text: fileURLToPath(new URL('./font/songti.ttf', import.meta.url)),
  heading: fileURLToPath(new URL('./font/songti-heading.ttf', import.meta.url)),
};

export const fonts: Fonts = {
  text: readFont(readFileSync(fontFiles.text)),
  heading: readFont(readFileSync(fontFiles.heading)),
};
