import { requestFailed } from '../errors.js';
import { isDocument, type Value } from '../values/types.js';

/** Longitude and latitude in degrees. */
export type Position = readonly [longitude: number, latitude: number];

/** A shape, taken apart into points, lines and polygons; a polygon is its outer ring and its holes. */
export interface Geometry {
  points: Position[];
  lines: Position[][];
  polygons: Position[][][];
}

/** Reads GeoJSON, or a legacy pair of coordinates. @returns undefined when a stored value is neither */
export function readGeometry(value: Value | undefined): Geometry | undefined {
  try {
    return value === undefined ? undefined : parseGeometry(value);
  } catch {
    return undefined;
  }
}

/** @throws CloudError naming what is wrong with the shape */
export function parseGeometry(value: Value): Geometry {
  const geometry: Geometry = { points: [], lines: [], polygons: [] };
  if (isDocument(value) && typeof value.type === 'string')
    addGeoJson(geometry, value.type, value.coordinates, value.geometries);
  else geometry.points.push(legacyPosition(value));
  return geometry;
}

/** The one point of a value. @throws CloudError when it is something else */
export function parsePoint(value: Value): Position {
  const { points, lines, polygons } = parseGeometry(value);
  if (points.length !== 1 || lines.length + polygons.length > 0) throw requestFailed('the geometry must be a Point');
  return points[0]!;
}

function addGeoJson(into: Geometry, type: string, coordinates: Value | undefined, parts: Value | undefined): void {
  switch (type) {
    case 'Point':
      into.points.push(position(coordinates));
      return;
    case 'MultiPoint':
      into.points.push(...list(coordinates).map(position));
      return;
    case 'LineString':
      into.lines.push(line(coordinates));
      return;
    case 'MultiLineString':
      into.lines.push(...list(coordinates).map(line));
      return;
    case 'Polygon':
      into.polygons.push(list(coordinates).map(ring));
      return;
    case 'MultiPolygon':
      into.polygons.push(...list(coordinates).map((polygon) => list(polygon).map(ring)));
      return;
    case 'GeometryCollection':
      for (const part of list(parts)) {
        if (!isDocument(part)) throw requestFailed('GeometryCollection geometries must be objects');
        addGeoJson(into, String(part.type), part.coordinates, part.geometries);
      }
      return;
    default:
      throw requestFailed(`unknown GeoJSON type: ${type}`);
  }
}

function list(value: Value | undefined): Value[] {
  if (!Array.isArray(value) || value.length === 0) throw requestFailed('GeoJSON coordinates must be an array');
  return value;
}

function position(value: Value | undefined): Position {
  const [longitude, latitude] = Array.isArray(value) ? value : [];
  if (typeof longitude !== 'number' || typeof latitude !== 'number') {
    throw requestFailed('Point must be an array of two numbers, longitude and latitude');
  }
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) {
    throw requestFailed(`longitude/latitude is out of bounds, lng: ${longitude} lat: ${latitude}`);
  }
  return [longitude, latitude];
}

/** `[x, y]` or the first two numbers of a document. */
export function legacyPosition(value: Value): Position {
  const [x, y] = Array.isArray(value) ? value : isDocument(value) ? Object.values(value) : [];
  if (typeof x !== 'number' || typeof y !== 'number')
    throw requestFailed('Point must be an array or object of two numbers');
  return [x, y];
}

function line(value: Value | undefined): Position[] {
  const positions = list(value).map(position);
  if (positions.length < 2) throw requestFailed('a LineString must have at least two positions');
  return positions;
}

function ring(value: Value | undefined): Position[] {
  const positions = list(value).map(position);
  const [first, last] = [positions[0]!, positions.at(-1)!];
  if (first[0] !== last[0] || first[1] !== last[1])
    throw requestFailed('Loop is not closed: the first and the last position of a ring must be the same');
  if (positions.length < 4) throw requestFailed('Loop must have at least 3 different vertices');
  return positions;
}
