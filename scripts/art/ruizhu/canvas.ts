/** Colour stops as `[offset, colour, opacity]`; the opacity is 1 unless said. */
export type Stops = readonly (readonly [number, string, number?])[];

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Every picture is drawn on 600 × 800, which is 3:4. */
export const full: Box = { x: 0, y: 0, width: 600, height: 800 };

const short = (value: number) => String(Math.round(value * 10) / 10);

/** Numbers in a template become short ones: paths stay small. */
export function draw(strings: TemplateStringsArray, ...values: (number | string)[]): string {
  const part = (value: number | string | undefined) => (typeof value === 'number' ? short(value) : (value ?? ''));
  return strings.reduce((text, piece, i) => text + piece + part(values[i]), '');
}

const stopsOf = (stops: Stops) =>
  stops
    .map(([at, colour, opacity = 1]) => {
      const alpha = opacity === 1 ? '' : ` stop-opacity="${opacity}"`;
      return `<stop offset="${at}" stop-color="${colour}"${alpha}/>`;
    })
    .join('');

/** Collects one picture: definitions first, then what is seen, back to front. */
export class Canvas {
  private readonly defs = new Map<string, string>();
  private readonly seen: string[] = [];

  add(...marks: string[]): this {
    this.seen.push(...marks);
    return this;
  }

  /** A gradient along a line, in shares of the shape it fills; gives what `fill` takes. */
  linear(stops: Stops, [x1, y1, x2, y2]: readonly [number, number, number, number] = [0, 0, 1, 0]): string {
    return this.paint(`linearGradient`, `x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"`, stops);
  }

  /** A gradient from a point outwards, in shares of the shape it fills. */
  radial(stops: Stops, [cx, cy, r]: readonly [number, number, number] = [0.5, 0.5, 0.5]): string {
    return this.paint('radialGradient', `cx="${cx}" cy="${cy}" r="${r}"`, stops);
  }

  /** Something drawn once and used often. */
  symbol(id: string, content: string): void {
    this.defs.set(content, `<g id="${id}">${content}</g>`);
  }

  /** Cuts what follows to a path; gives the attribute. */
  clip(path: string): string {
    return `clip-path="url(#${this.define(path, (id) => `<clipPath id="${id}"><path d="${path}"/></clipPath>`)})"`;
  }

  svg({ x, y, width, height }: Box = full): string {
    const size = `viewBox="${x} ${y} ${width} ${height}" width="600" height="800" preserveAspectRatio="xMidYMid slice"`;
    const defs = [...this.defs.values()].join('');
    return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><defs>${defs}</defs>${this.seen.join('')}</svg>\n`;
  }

  private paint(kind: 'linearGradient' | 'radialGradient', where: string, stops: Stops): string {
    const inner = `${where}>${stopsOf(stops)}</${kind}>`;
    return `url(#${this.define(inner, (id) => `<${kind} id="${id}" ${inner}`)})`;
  }

  private define(key: string, make: (id: string) => string): string {
    const known = [...this.defs.keys()].indexOf(key);
    if (known >= 0) return `d${known}`;
    const id = `d${this.defs.size}`;
    this.defs.set(key, make(id));
    return id;
  }
}

/** A colour between two, `#rrggbb` each. */
export function mix(from: string, to: string, share: number): string {
  const channel = (colour: string, at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
  const blend = (at: number) => Math.round(channel(from, at) * (1 - share) + channel(to, at) * share);
  return `#${[1, 3, 5].map((at) => blend(at).toString(16).padStart(2, '0')).join('')}`;
}

export const lighter = (colour: string, share: number) => mix(colour, '#ffffff', share);
export const darker = (colour: string, share: number) => mix(colour, '#14100c', share);
