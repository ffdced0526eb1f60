import { Canvas, darker, draw, lighter } from './canvas.js';

/** A room: its colour and where wall and table meet, as a share of the height; without that it is seen from above. */
export interface Room {
  tone: string;
  horizon?: number;
}

/** Empties a canvas into a room with morning light from the upper left. */
export function room({ tone, horizon }: Room): Canvas {
  const canvas = new Canvas();
  const ground: [number, string][] = horizon
    ? [
        [0, lighter(tone, 0.18)],
        [horizon - 0.02, tone],
        [horizon + 0.01, darker(tone, 0.09)],
        [1, lighter(tone, 0.1)],
      ]
    : [
        [0, lighter(tone, 0.2)],
        [1, darker(tone, 0.08)],
      ];
  canvas.add(`<path d="M0 0H600V800H0Z" fill="${canvas.linear(ground, horizon ? [0, 0, 0, 1] : [0, 0, 1, 1])}"/>`);
  const light = canvas.linear(
    [
      [0, '#ffffff', 0.42],
      [0.7, '#ffffff', 0.12],
      [1, '#ffffff', 0],
    ],
    [0, 0, 0.6, 1],
  );
  const bottom = (horizon ?? 1) * 800;
  canvas.add(draw`<path d="M0 60L210 0H330L${330 - bottom * 0.1} ${bottom}H0Z" fill="${light}"/>`);
  canvas.add(
    draw`<path d="M392 0H440L${440 - bottom * 0.12} ${bottom}H${380 - bottom * 0.12}Z" fill="${light}" opacity=".5"/>`,
  );
  return canvas;
}

/** The soft shadow of something that stands at a point. */
export function shadow(canvas: Canvas, cx: number, cy: number, rx: number, ry: number, strength = 0.5): void {
  const fill = canvas.radial([
    [0, '#1a120a', strength],
    [0.55, '#1a120a', strength * 0.45],
    [1, '#1a120a', 0],
  ]);
  canvas.add(draw`<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" fill="${fill}"/>`);
}

/** A block of stone to set small things on: its front is `width` wide, its top lies at `y`. */
export function plinth(canvas: Canvas, tone: string, x: number, y: number, width: number, foot: number): void {
  const depth = 46;
  shadow(canvas, x + width * 0.62, foot, width * 0.72, 34, 0.42);
  const front = canvas.linear(
    [
      [0, lighter(tone, 0.12)],
      [1, darker(tone, 0.16)],
    ],
    [0, 0, 1, 1],
  );
  const top = canvas.linear(
    [
      [0, lighter(tone, 0.5)],
      [1, lighter(tone, 0.2)],
    ],
    [0, 0, 1, 0],
  );
  canvas.add(
    draw`<path d="M${x} ${y}H${x + width}V${foot}H${x}Z" fill="${front}"/>`,
    draw`<path d="M${x} ${y}L${x + 34} ${y - depth}H${x + width - 34}L${x + width} ${y}Z" fill="${top}"/>`,
  );
}

/** A cylinder's light: bright at the left third, dark at the edges. */
export const roundStops = (tone: string, shine = 0.5) =>
  [
    [0, darker(tone, 0.28)],
    [0.1, darker(tone, 0.06)],
    [0.3, lighter(tone, shine)],
    [0.55, tone],
    [0.88, darker(tone, 0.26)],
    [1, darker(tone, 0.38)],
  ] as const;

export const goldStops = (tone = '#c39a55') =>
  [
    [0, darker(tone, 0.45)],
    [0.18, lighter(tone, 0.35)],
    [0.32, lighter(tone, 0.75)],
    [0.5, tone],
    [0.72, darker(tone, 0.4)],
    [0.88, lighter(tone, 0.3)],
    [1, darker(tone, 0.3)],
  ] as const;
