import path from 'node:path';
import { miniprogramCode } from '../../shared/adapters/share/miniprogram-code.js';
import { createPainter } from '../../shared/adapters/share/painter.js';
import { sharePoster } from '../../shared/contracts/share/poster.js';
import { serve } from '../../shared/core/serve.js';
import { pictureOf } from '../../shared/modules/share/pictures.js';

/** The contract's files lie beside the bundle. */
const beside = (name: string) => path.join(__dirname, name);

const draw = createPainter({
  wasm: beside('index_bg.wasm'),
  text: beside('songti.ttf'),
  heading: beside('songti-heading.ttf'),
});

export const main = serve(sharePoster, (input) =>
  pictureOf(input, { draw, miniprogramCode, site: process.env.YUNSHU_H5_SITE ?? '' }),
);
