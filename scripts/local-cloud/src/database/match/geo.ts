import { invalidOperator, requestFailed } from '../errors.js';
import {
  type Geometry,
  legacyPosition,
  type Position,
  parseGeometry,
  parsePoint,
  readGeometry,
} from '../geo/geometry.js';
import { distance, intersects, onSphere, type SphereShape, within, withinCap } from '../geo/relations.js';
import { earthRadius } from '../geo/sphere.js';
import { type Document, isDocument, isNumeric, type Value } from '../values/types.js';
import type { Test } from './predicate.js';

/** The shapes of a field's value: one, or those of its elements when it is an array of shapes. */
function shapesOf(value: Value | undefined): Geometry[] {
  const one = readGeometry(value);
  if (one) return [one];
  return Array.isArray(value) ? value.map(readGeometry).filter((geometry) => geometry !== undefined) : [];
}

const some =
  (test: (shape: SphereShape) => boolean): Test =>
  (value) =>
    shapesOf(value).some((shape) => test(onSphere(shape)));

function only(operator: string, operand: Value): [string, Value] {
  const entries = isDocument(operand) ? Object.entries(operand) : [];
  if (entries.length !== 1) throw requestFailed(`${operator} needs one shape, such as {$geometry: …}`);
  return entries[0]!;
}

/** `$geoIntersects`: the shape has a point in common. */
export function geoIntersects(operand: Value): Test {
  const [kind, shape] = only('$geoIntersects', operand);
  if (kind !== '$geometry') throw invalidOperator(kind, '$geoIntersects');
  const area = onSphere(parseGeometry(shape));
  return some((found) => intersects(found, area));
}

/** `$geoWithin`: the shape lies wholly inside. */
export function geoWithin(operand: Value): Test {
  const [kind, shape] = only('$geoWithin', operand);
  switch (kind) {
    case '$geometry': {
      const area = onSphere(parseGeometry(shape));
      if (area.polygons.length === 0) throw requestFailed('$geoWithin needs a Polygon or a MultiPolygon');
      return some((found) => within(found, area));
    }
    case '$centerSphere': {
      const [center, radius] = circle(kind, shape);
      return some((found) => withinCap(found, center, radius));
    }
    case '$center': {
      const [[x, y], radius] = circle(kind, shape);
      return flat(([px, py]) => Math.hypot(px - x, py - y) <= radius);
    }
    case '$box': {
      const [[x1, y1], [x2, y2]] = flatPoints(kind, shape, 2) as [Position, Position];
      const between = (value: number, a: number, b: number) => value >= Math.min(a, b) && value <= Math.max(a, b);
      return flat(([x, y]) => between(x, x1, x2) && between(y, y1, y2));
    }
    case '$polygon': {
      const corners = flatPoints(kind, shape, 3);
      return flat((point) => insidePolygon(point, corners));
    }
    default:
      throw invalidOperator(kind, '$geoWithin');
  }
}

/** The planar forms look at points only. */
const flat =
  (test: (point: Position) => boolean): Test =>
  (value) =>
    shapesOf(value).some(({ points, lines, polygons }) => lines.length + polygons.length === 0 && points.every(test));

function circle(kind: string, shape: Value): [Position, number] {
  const [center, radius] = Array.isArray(shape) ? shape : [];
  if (center === undefined || !isNumeric(radius) || Number(radius) < 0)
    throw requestFailed(`${kind} needs [center, radius]`);
  return [legacyPosition(center), Number(radius)];
}

function flatPoints(kind: string, shape: Value, least: number): Position[] {
  const points = Array.isArray(shape)
    ? shape.map(legacyPosition)
    : isDocument(shape)
      ? Object.values(shape).map(legacyPosition)
      : [];
  if (points.length < least) throw requestFailed(`${kind} needs at least ${least} points`);
  return points;
}

function insidePolygon([x, y]: Position, corners: Position[]): boolean {
  let inside = false;
  for (let at = 0; at < corners.length; at++) {
    const [x1, y1] = corners[at]!;
    const [x2, y2] = corners[(at + 1) % corners.length]!;
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

/** A `$near` or `$nearSphere`: how far a document's field is from a point, in metres, and which distances count. */
export interface Near {
  path: string;
  /** @returns undefined when the field holds no shape, or one that is too near or too far */
  distance(value: Value | undefined): number | undefined;
}

/** Reads `{$geometry, $maxDistance, $minDistance}`, or a legacy pair with distances in radians beside it. */
export function nearOperator(path: string, operator: string, operand: Value, siblings: Document): Near {
  const geoJson = isDocument(operand) && operand.$geometry !== undefined;
  const options = geoJson ? operand : siblings;
  const unit = geoJson ? 1 : earthRadius;
  const center = geoJson ? parsePoint(operand.$geometry!) : legacyPosition(operand);
  const most = bound(operator, '$maxDistance', options.$maxDistance, Number.POSITIVE_INFINITY) * unit;
  const least = bound(operator, '$minDistance', options.$minDistance, 0) * unit;
  const stray = geoJson
    ? Object.keys(operand).find((key) => !['$geometry', '$maxDistance', '$minDistance'].includes(key))
    : undefined;
  if (stray) throw requestFailed(`invalid argument in geo near query: ${stray}`);
  return { path, distance: (value) => nearest(value, center, least, most) };
}

export function nearest(value: Value | undefined, center: Position, least: number, most: number): number | undefined {
  const distances = shapesOf(value)
    .map((shape) => distance(center, onSphere(shape)))
    .filter((metres) => metres >= least && metres <= most);
  return distances.length === 0 ? undefined : Math.min(...distances);
}

function bound(operator: string, name: string, value: Value | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (!isNumeric(value) || Number(value) < 0)
    throw requestFailed(`${name} of ${operator} must be a number of at least 0`);
  return Number(value);
}
