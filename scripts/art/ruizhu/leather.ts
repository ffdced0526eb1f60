import { type Canvas, darker, draw, lighter } from './canvas.js';
import { goldStops, room, shadow } from './scene.js';

const stitched = (d: string, tone: string) =>
  `<path d="${d}" fill="none" stroke="${lighter(tone, 0.42)}" stroke-width="2" stroke-dasharray="8 6" opacity=".75"/>`;

const hide = (canvas: Canvas, tone: string) =>
  canvas.linear(
    [
      [0, darker(tone, 0.2)],
      [0.26, lighter(tone, 0.2)],
      [0.6, tone],
      [1, darker(tone, 0.34)],
    ],
    [0, 0, 1, 0.35],
  );

function stud(canvas: Canvas, x: number, y: number, r: number): void {
  const gold = canvas.radial(
    [
      [0, '#fff6e2'],
      [0.5, '#cfa661'],
      [1, '#7d5c2a'],
    ],
    [0.38, 0.34, 0.7],
  );
  canvas.add(
    draw`<circle cx="${x + 2}" cy="${y + 4}" r="${r + 2}" fill="#1a120a" opacity=".3"/>`,
    draw`<circle cx="${x}" cy="${y}" r="${r}" fill="${gold}"/>`,
  );
}

/** A handbag with one flap and one handle. */
export function handbag(tone: string, ground: string): Canvas {
  const canvas = room({ tone: ground, horizon: 0.72 });
  shadow(canvas, 330, 622, 250, 38, 0.6);
  const skin = hide(canvas, tone);
  const strap = (width: number, colour: string, extra = '') =>
    `<path d="M212 392C196 176 404 176 388 392" fill="none" stroke="${colour}" stroke-width="${width}"${extra}/>`;
  canvas.add(strap(22, darker(tone, 0.35)), strap(15, tone), strap(4, lighter(tone, 0.35), ' opacity=".7"'));
  const body = 'M150 388Q300 374 450 388L478 600Q480 622 458 624H142Q120 622 122 600Z';
  canvas.add(
    `<path d="${body}" fill="${skin}"/>`,
    `<path d="M122 600Q120 622 142 624H458Q480 622 478 600L476 588H124Z" fill="${darker(tone, 0.5)}" opacity=".45"/>`,
  );
  const flap = 'M148 384Q300 368 452 384L460 446Q400 512 300 516Q200 512 140 446Z';
  canvas.add(
    `<g ${canvas.clip(body)}><path d="${flap}" fill="#1a120a" opacity=".28" transform="translate(4 9)"/></g>`,
    `<path d="${flap}" fill="${skin}"/>`,
    stitched('M154 444Q208 500 300 503Q392 500 446 444', tone),
    `<path d="M150 390Q300 375 450 390" fill="none" stroke="${lighter(tone, 0.5)}" stroke-width="3" opacity=".5"/>`,
  );
  const gold = canvas.linear(goldStops());
  for (const x of [212, 388])
    canvas.add(draw`<rect x="${x - 13}" y="378" width="26" height="17" rx="3" fill="${gold}"/>`);
  stud(canvas, 300, 490, 13);
  return canvas;
}

/** A card holder lying askew. */
export function cardHolder(tone: string, ground: string): Canvas {
  const canvas = room({ tone: ground });
  const skin = hide(canvas, tone);
  const piece = (y: number, slant: number) => `M132 ${y}L468 ${y + slant}V532Q468 546 454 546H146Q132 546 132 532Z`;
  shadow(canvas, 330, 446, 260, 190, 0.5);
  canvas.add('<g transform="rotate(-12 300 420)">');
  canvas.add(
    `<path d="M160 262H444V400H160Z" fill="#f4efe6"/><path d="M160 262H444V400H160Z" fill="#1a120a" opacity=".05"/>`,
  );
  canvas.add('<path d="M178 286h88M178 302h54" stroke="#b9ac98" stroke-width="3"/>');
  for (const [y, slant] of [
    [292, 0],
    [350, 22],
    [408, 34],
  ] as const) {
    canvas.add(
      `<path d="${piece(y - 5, slant)}" fill="#1a120a" opacity=".3"/>`,
      `<path d="${piece(y, slant)}" fill="${skin}"/>`,
    );
    canvas.add(
      draw`<path d="M133 ${y + 2}L467 ${y + slant + 2}" stroke="${lighter(tone, 0.5)}" stroke-width="2.5" opacity=".6"/>`,
    );
  }
  canvas.add(stitched('M142 300V530Q142 536 148 536H452Q458 536 458 530V312', tone));
  stud(canvas, 424, 506, 7);
  canvas.add('</g>');
  return canvas;
}

/** A notebook in its cover, closed by a thong. */
export function notebook(tone: string, ground: string): Canvas {
  const canvas = room({ tone: ground });
  shadow(canvas, 340, 440, 240, 280, 0.5);
  canvas.add('<g transform="rotate(7 300 400)">');
  canvas.add('<path d="M190 196H452V618H190Z" fill="#efe7d8"/>');
  canvas.add(`<path d="M446 200V614M440 198V616M434 198V616" stroke="#cabfa9" stroke-width="1.5"/>`);
  const cover = 'M172 182H428Q436 182 436 190V612Q436 620 428 620H172Q156 620 156 604V198Q156 182 172 182Z';
  canvas.add(`<path d="${cover}" fill="${hide(canvas, tone)}"/>`);
  canvas.add(
    `<path d="M156 198Q156 182 172 182H190V620H172Q156 620 156 604Z" fill="${darker(tone, 0.4)}" opacity=".5"/>`,
  );
  canvas.add(stitched('M202 194H422V608H202', tone));
  canvas.add(
    `<path d="M156 404H440" stroke="#1a120a" stroke-width="16" opacity=".25" transform="translate(2 5)"/>`,
    `<path d="M156 404H452" stroke="${darker(tone, 0.3)}" stroke-width="14"/>`,
    `<path d="M156 399H450" stroke="${lighter(tone, 0.3)}" stroke-width="2" opacity=".6"/>`,
  );
  stud(canvas, 372, 404, 15);
  canvas.add('</g>');
  return canvas;
}
