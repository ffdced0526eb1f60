import { readFile } from 'node:fs/promises';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { ShareCard, Variant } from '../../contracts/share/share.js';
import { svgOfCard } from '../../modules/share/poster/draw.js';
import type { Fonts } from '../../modules/share/poster/drawing.js';
import { readFont } from '../../modules/share/poster/font.js';
import type { Code, Drawn } from '../../modules/share/poster/format.js';

/** Where the files lie that a painter needs: the renderer, and the fonts. */
export interface PainterFiles {
  wasm: string;
  text: string;
  heading: string;
}

export type Painter = (card: ShareCard, variant: Variant, code: Code | null) => Promise<Drawn>;

/** The renderer of a process: it can be started once. */
let renderer: Promise<void> | undefined;

/** Draws pictures with resvg, which is WebAssembly and needs nothing of the machine. Files are read when the first is drawn. */
export function createPainter(files: PainterFiles): Painter {
  let tools: Promise<{ fonts: Fonts; buffers: Uint8Array[] }> | undefined;

  async function load() {
    renderer ??= readFile(files.wasm).then(initWasm);
    const [text, heading] = await Promise.all([readFile(files.text), readFile(files.heading), renderer]);
    return { fonts: { text: readFont(text), heading: readFont(heading) }, buffers: [text, heading] };
  }

  return async (card, variant, code) => {
    tools ??= load();
    const { fonts, buffers } = await tools;
    const { svg, replaced } = svgOfCard(fonts, card, variant, code);
    return { png: paint(svg, buffers), replaced };
  };
}

function paint(svg: string, fontBuffers: Uint8Array[]): Buffer {
  const drawing = new Resvg(svg, { font: { fontBuffers, loadSystemFonts: false } });
  try {
    const image = drawing.render();
    try {
      return Buffer.from(image.asPng());
    } finally {
      image.free();
    }
  } finally {
    drawing.free();
  }
}
