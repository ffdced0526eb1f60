import type { Geometry, Position } from './geometry.js';
import {
  angle,
  angleToSegment,
  earthRadius,
  midpoint,
  onSegment,
  Ring,
  segmentsMeet,
  type Vector,
  vectorOf,
} from './sphere.js';

/** A shape on the sphere. */
export interface SphereShape {
  points: Vector[];
  segments: [Vector, Vector][];
  polygons: Ring[][];
}

/** Puts a shape on the sphere; edges of polygons are among its segments. */
export function onSphere({ points, lines, polygons }: Geometry): SphereShape {
  const rings = polygons.map((polygon) => polygon.map((ring) => new Ring(ring.map(vectorOf))));
  return {
    points: points.map(vectorOf),
    segments: [
      ...lines.flatMap((line) => segmentsOf(line.map(vectorOf))),
      ...rings.flat().flatMap((ring) => ring.edges),
    ],
    polygons: rings,
  };
}

const segmentsOf = (vertices: Vector[]): [Vector, Vector][] =>
  vertices.slice(1).map((vertex, at) => [vertices[at]!, vertex]);

/** Says whether a point is inside of one of a shape's polygons, or on an edge of it. */
function covers(shape: SphereShape, point: Vector): boolean {
  return shape.polygons.some(
    ([outer, ...holes]) => outer!.contains(point) && !holes.some((hole) => hole.contains(point) && !hole.onEdge(point)),
  );
}

const corners = ({ points, segments }: SphereShape): Vector[] => [...points, ...segments.flat()];

/** Says whether two shapes have a point in common. */
export function intersects(a: SphereShape, b: SphereShape): boolean {
  if (a.points.some((point) => b.points.some((other) => angle(point, other) < 1.5e-11))) return true;
  if (a.points.some((point) => b.segments.some(([from, to]) => onSegment(point, from, to)))) return true;
  if (b.points.some((point) => a.segments.some(([from, to]) => onSegment(point, from, to)))) return true;
  if (a.segments.some(([from, to]) => b.segments.some(([start, end]) => segmentsMeet(from, to, start, end))))
    return true;
  return corners(a).some((point) => covers(b, point)) || corners(b).some((point) => covers(a, point));
}

/** Says whether a shape lies wholly in an area of polygons. */
export function within(shape: SphereShape, area: SphereShape): boolean {
  if (!corners(shape).every((point) => covers(area, point))) return false;
  const crosses = (from: Vector, to: Vector) => {
    return !covers(area, midpoint(from, to)) || area.segments.some(([a, b]) => leaves(from, to, a, b, area));
  };
  return shape.segments.every(([from, to]) => !crosses(from, to)) && !coversHole(shape, area);
}

/** A segment leaves an area where it crosses one of its edges other than by touching it. */
function leaves(from: Vector, to: Vector, a: Vector, b: Vector, area: SphereShape): boolean {
  if (onSegment(from, a, b) || onSegment(to, a, b) || onSegment(a, from, to) || onSegment(b, from, to)) return false;
  return segmentsMeet(from, to, a, b) && area.polygons.length === 1;
}

function coversHole(shape: SphereShape, area: SphereShape): boolean {
  const holes = area.polygons.flatMap(([, ...rest]) => rest);
  return holes.some((hole) =>
    hole.vertices.some((vertex) => covers(shape, vertex) && !shape.polygons.some(([outer]) => outer!.onEdge(vertex))),
  );
}

/** The shortest way from a point to a shape on the earth's surface, in metres. */
export function distance(from: Position, shape: SphereShape): number {
  const point = vectorOf(from);
  if (covers(shape, point)) return 0;
  const angles = [
    ...shape.points.map((other) => angle(point, other)),
    ...shape.segments.map(([start, end]) => angleToSegment(point, start, end)),
  ];
  return Math.min(...angles) * earthRadius;
}

/** Says whether every corner of a shape is at most an angle (radians) away from a point. */
export function withinCap(shape: SphereShape, center: Position, radius: number): boolean {
  const middle = vectorOf(center);
  return corners(shape).every((point) => angle(middle, point) <= radius);
}
