import { COLOURS } from './colours.js';
import { figure, type Shape } from './drawing.js';
import type { Size } from './format.js';

/** Rice paper with a double line around it, and far hills in thin ink at its foot. */
export function ground({ width, height }: Size, inset: number): Shape[] {
  return [
    figure('rect', { x: 0, y: 0, width, height, fill: COLOURS.paper }),
    ...hills({ width, height }, inset),
    frame({ width, height }, inset, 1.5),
    frame({ width, height }, inset + 9, 0.75),
    ...corners({ width, height }, inset + 9),
  ];
}

function frame({ width, height }: Size, inset: number, line: number): Shape {
  return figure('rect', {
    ...{ x: inset, y: inset, width: width - 2 * inset, height: height - 2 * inset, fill: 'none' },
    ...{ stroke: COLOURS.bronze, 'stroke-width': line, 'stroke-opacity': 0.55 },
  });
}

/** A square turn of the line at each corner, as on old printed pages. */
function corners({ width, height }: Size, inset: number): Shape[] {
  const [near, far] = [9, 26];
  return [
    [inset, inset, 1, 1],
    [width - inset, inset, -1, 1],
    [inset, height - inset, 1, -1],
    [width - inset, height - inset, -1, -1],
  ].map(([x, y, right, down]) => {
    const at = (dx: number, dy: number) => `${x! + dx * right!} ${y! + dy * down!}`;
    const d = `M${at(near, far)}L${at(near, near)}L${at(far, near)}L${at(far, far)}L${at(near, far)}`;
    return figure('path', { d, fill: 'none', stroke: COLOURS.bronze, 'stroke-width': 1, 'stroke-opacity': 0.55 });
  });
}

function hills({ width, height }: Size, inset: number): Shape[] {
  const [left, right, foot] = [inset + 9, width - inset - 9, height - inset - 9];
  return [
    [0.19, 0.05, 1.9],
    [0.13, 0.06, 4.1],
    [0.075, 0.07, 6.6],
  ].map(([top, opacity, phase]) => {
    const points: string[] = [];
    for (let x = left; x <= right; x += 12) {
      const t = ((x - left) / (right - left)) * 2 * Math.PI;
      const rise =
        0.6 + 0.28 * Math.sin(t * 0.9 + phase!) + 0.12 * Math.sin(t * 2.3 + phase! * 2) + 0.05 * Math.sin(t * 5.1);
      points.push(`${x.toFixed(1)} ${(foot - height * top! * rise).toFixed(1)}`);
    }
    const d = `M${left} ${foot}L${points.join('L')}L${right} ${points.at(-1)!.split(' ')[1]}L${right} ${foot}Z`;
    return figure('path', { d, fill: COLOURS.ink, 'fill-opacity': opacity! });
  });
}
