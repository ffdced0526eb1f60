import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { readFont } from '../../shared/modules/share/poster/font.js';
import { root } from '../lib/paths.js';
import { charactersOfHeadings, charactersOfPictures } from './songti/characters.js';

/**
 * Cuts the fonts of the pictures out of Noto Serif SC (OFL-1.1), which is 14 MB a weight. The packages are no part of the
 * repository; put them into a folder of their own first:
 *
 *     npm install --prefix /tmp/songti @expo-google-fonts/noto-serif-sc@0.4.3 subset-font@2.9.0
 *     npx tsx scripts/art/songti.ts /tmp/songti
 */
type SubsetFont = (font: Buffer, text: string, options: object) => Promise<Buffer>;

/** What text is shaped and set vertically by: the pictures place every character themselves. */
const UNUSED = ['BASE', 'GDEF', 'GPOS', 'GSUB', 'STAT', 'VORG', 'vhea', 'vmtx'];

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('usage: tsx scripts/art/songti.ts <folder that the packages are installed in>');
const require = createRequire(path.join(path.resolve(folder), 'index.js'));
const subsetFont = require('subset-font') as SubsetFont;

for (const [weight, file, wanted] of [
  ['400Regular', 'songti.ttf', charactersOfPictures()],
  ['600SemiBold', 'songti-heading.ttf', charactersOfHeadings()],
] as const) {
  const source = require.resolve(`@expo-google-fonts/noto-serif-sc/${weight}/NotoSerifSC_${weight}.ttf`);
  const options = { targetFormat: 'truetype', noLayoutClosure: true, noHinting: true, dropTables: UNUSED };
  const cut = await subsetFont(readFileSync(source), wanted, options);
  const missing = [...wanted].filter((character) => !readFont(cut).has(character.codePointAt(0)!));
  if (missing.length > 0) throw new Error(`the source has no ${missing.join(' ')}`);
  writeFileSync(path.join(root, 'shared/modules/share/poster/font', file), cut);
  console.log(`${file}: ${[...wanted].length} characters, ${Math.ceil(cut.length / 1024)} KB`);
}
