import { type GeoPoint, metresPerPixel, type Pixel } from './map-projection.js';

export interface Polyline {
  points: GeoPoint[];
  color?: string;
  width?: number;
  dottedLine?: boolean;
  borderColor?: string;
  borderWidth?: number;
}

export interface Polygon {
  points: GeoPoint[];
  strokeWidth?: number;
  strokeColor?: string;
  fillColor?: string;
}

export interface Circle extends GeoPoint {
  /** Metres. */
  radius: number;
  color?: string;
  fillColor?: string;
  strokeWidth?: number;
}

type Place = (point: GeoPoint) => Pixel;

const SVG = 'http://www.w3.org/2000/svg';

function shape(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

const path = (points: GeoPoint[], place: Place) =>
  points
    .map(place)
    .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
    .join(' ');

/** The line, with its border under it. Colours may carry their opacity: `#RRGGBBAA`. */
export function drawPolyline(line: Polyline, place: Place): SVGElement[] {
  const { color = '#000000', width = 1, dottedLine = false, borderColor, borderWidth = 0 } = line;
  const common = {
    points: path(line.points, place),
    fill: 'none',
    'stroke-linejoin': 'round',
    'stroke-linecap': 'round',
  };
  const top = shape('polyline', { ...common, stroke: color, 'stroke-width': width });
  if (dottedLine) top.setAttribute('stroke-dasharray', `${width * 2} ${width * 2}`);
  if (!borderColor || borderWidth === 0) return [top];
  return [shape('polyline', { ...common, stroke: borderColor, 'stroke-width': width + 2 * borderWidth }), top];
}

export function drawPolygon(polygon: Polygon, place: Place): SVGElement {
  const { strokeWidth = 1, strokeColor = '#000000', fillColor = 'none' } = polygon;
  const points = path(polygon.points, place);
  return shape('polygon', { points, fill: fillColor, stroke: strokeColor, 'stroke-width': strokeWidth });
}

export function drawCircle(circle: Circle, place: Place, scale: number): SVGElement {
  const { radius, color = '#000000', fillColor = 'none', strokeWidth = 1 } = circle;
  const { x: cx, y: cy } = place(circle);
  const r = radius / metresPerPixel(circle.latitude, scale);
  return shape('circle', { cx, cy, r, fill: fillColor, stroke: color, 'stroke-width': strokeWidth });
}
