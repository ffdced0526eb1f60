import type { Position } from './geometry.js';

/** A point on the unit sphere. */
export type Vector = readonly [number, number, number];

/** The radius of the earth that MongoDB calculates with, in metres. */
export const earthRadius = 6_378_100;

const radians = Math.PI / 180;

export function vectorOf([longitude, latitude]: Position): Vector {
  const along = Math.cos(latitude * radians);
  return [along * Math.cos(longitude * radians), along * Math.sin(longitude * radians), Math.sin(latitude * radians)];
}

const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const length = (a: Vector) => Math.sqrt(dot(a, a));
const scale = (a: Vector, by: number): Vector => [a[0] * by, a[1] * by, a[2] * by];
const unit = (a: Vector): Vector => scale(a, 1 / length(a));

/** The angle between two points in radians, exact for small and large ones. */
export const angle = (a: Vector, b: Vector): number => Math.atan2(length(cross(a, b)), dot(a, b));

/** The point halfway between two that are not opposite. */
export const midpoint = (a: Vector, b: Vector): Vector => unit([a[0] + b[0], a[1] + b[1], a[2] + b[2]]);

/** The angle from a point to the nearest of a great-circle segment. */
export function angleToSegment(point: Vector, from: Vector, to: Vector): number {
  const normal = cross(from, to);
  if (length(normal) < 1e-15) return angle(point, from);
  const pole = unit(normal);
  const beside = dot(cross(pole, from), point) > 0 && dot(cross(to, pole), point) > 0;
  return beside
    ? Math.abs(Math.asin(Math.max(-1, Math.min(1, dot(pole, point)))))
    : Math.min(angle(point, from), angle(point, to));
}

/** About a tenth of a millimetre: what is this close is touched. */
const touching = 1.5e-11;

export const onSegment = (point: Vector, from: Vector, to: Vector): boolean =>
  angleToSegment(point, from, to) <= touching;

/** Says whether two great-circle segments cross or touch. */
export function segmentsMeet(a: Vector, b: Vector, c: Vector, d: Vector): boolean {
  if (onSegment(a, c, d) || onSegment(b, c, d) || onSegment(c, a, b) || onSegment(d, a, b)) return true;
  return properlyCross(a, b, c, d);
}

function properlyCross(a: Vector, b: Vector, c: Vector, d: Vector): boolean {
  const first = cross(a, b);
  const second = cross(c, d);
  const [acd, bcd] = [dot(second, a), dot(second, b)];
  const [cab, dab] = [dot(first, c), dot(first, d)];
  if (acd * bcd >= 0 || cab * dab >= 0) return false;
  return sameSide(cross(first, second), a, b, c, d);
}

/** Great circles meet in two opposite points; the segments cross only if both have the same one. */
function sameSide(meeting: Vector, a: Vector, b: Vector, c: Vector, d: Vector): boolean {
  const middle: Vector = [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
  const other: Vector = [c[0] + d[0], c[1] + d[1], c[2] + d[2]];
  return dot(meeting, middle) > 0 === dot(meeting, other) > 0;
}

/** A closed ring with its great-circle edges. Its inside is the smaller part of the sphere, as in MongoDB. */
export class Ring {
  private readonly outside: Vector;

  constructor(readonly vertices: readonly Vector[]) {
    const sum = vertices.slice(1).reduce<Vector>((a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]], [0, 0, 0]);
    // Turned a little, so that the line from a point to it does not run through a vertex.
    this.outside = unit([-sum[0] + 1.234567e-3, -sum[1] - 2.345678e-3, -sum[2] + 3.456789e-3]);
  }

  get edges(): [Vector, Vector][] {
    return this.vertices.slice(1).map((vertex, at) => [this.vertices[at]!, vertex]);
  }

  onEdge(point: Vector): boolean {
    return this.edges.some(([from, to]) => onSegment(point, from, to));
  }

  contains(point: Vector): boolean {
    if (this.onEdge(point)) return true;
    let inside = false;
    for (const [from, to] of this.edges) if (properlyCross(point, this.outside, from, to)) inside = !inside;
    return inside;
  }
}

/** The lowest and highest latitude in degrees of a great-circle segment, which bends towards the poles. */
export function latitudeRange(from: Vector, to: Vector): [number, number] {
  const ends = [from[2], to[2]];
  const normal = cross(from, to);
  if (length(normal) > 1e-15) {
    const pole = unit(normal);
    const apex: Vector = [-pole[2] * pole[0], -pole[2] * pole[1], 1 - pole[2] * pole[2]];
    if (length(apex) > 1e-12) {
      for (const top of [unit(apex), scale(unit(apex), -1)]) {
        if (dot(cross(pole, from), top) > 0 && dot(cross(to, pole), top) > 0) ends.push(top[2]);
      }
    }
  }
  const degrees = ends.map((height) => Math.asin(Math.max(-1, Math.min(1, height))) / radians);
  return [Math.min(...degrees), Math.max(...degrees)];
}
