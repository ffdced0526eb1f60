import { encode } from 'uqr';
import { COLOURS } from './colours.js';
import { type Box, figure, type Shape } from './drawing.js';
import type { Code } from './format.js';

/** Clear modules around a QR code (ISO/IEC 18004, 6.3.8). */
const QUIET = 4;

/** What leads to the share, on white. */
export function codeFigure(code: Code, box: Box): Shape[] {
  const panel = figure('rect', {
    ...{ x: box.x, y: box.y, width: box.width, height: box.height, rx: 8, fill: '#FFFFFF' },
    ...{ stroke: COLOURS.hairline, 'stroke-width': 1 },
  });
  return [panel, code.kind === 'h5' ? qrCode(code.address, box) : image(code.image, box)];
}

/** Modules are whole pixels, so that no edge is blurred. */
function qrCode(address: string, box: Box): Shape {
  const { data, size } = encode(address, { ecc: 'M', border: 0 });
  const module = Math.floor(box.width / (size + 2 * QUIET));
  if (module < 2)
    throw new Error(`an address of ${address.length} characters is too long for a code of ${box.width} px`);
  const left = Math.round(box.x + (box.width - module * size) / 2);
  const top = Math.round(box.y + (box.height - module * size) / 2);
  const squares = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? `M${left + x * module} ${top + y * module}h${module}v${module}h-${module}z` : [])),
  );
  return figure('path', { d: squares.join(''), fill: COLOURS.ink, 'shape-rendering': 'crispEdges' });
}

function image(bytes: Buffer, { x, y, width, height }: Box): Shape {
  const type = bytes[0] === 0x89 ? 'image/png' : 'image/jpeg';
  const inset = 6;
  return figure('image', {
    ...{ x: x + inset, y: y + inset, width: width - 2 * inset, height: height - 2 * inset },
    href: `data:${type};base64,${bytes.toString('base64')}`,
  });
}
