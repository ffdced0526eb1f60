import { type Document, isDocument, isNumeric, type Value } from '../values/types.js';
import { legacyPosition, parseGeometry, parsePoint, readGeometry } from './geometry.js';
import { onSphere } from './relations.js';
import { earthRadius, latitudeRange } from './sphere.js';

/** Bands of a degree of latitude, into which a geographical index sorts points; a band is about 1.1 km wide. */
const bandsPerDegree = 100;

const band = (latitude: number) => Math.floor(latitude * bandsPerDegree);

/** What a geographical index has of a value: the band of a point; null for other shapes, which are always looked at. */
export function geoIndexValue(value: Value | undefined): Value {
  const geometry = readGeometry(value);
  const point = geometry?.points[0];
  if (!point || geometry.points.length > 1 || geometry.lines.length + geometry.polygons.length > 0) return null;
  return band(point[1]);
}

/** The bands in which points can lie that a geographical condition matches; undefined when it is no such condition. */
export function conditionBands(operators: Document): [lowest: number, highest: number] | undefined {
  const range = latitudes(operators);
  return range && [band(range[0] - 1e-9), band(range[1] + 1e-9)];
}

function latitudes(operators: Document): [number, number] | undefined {
  const near = operators.$nearSphere ?? operators.$near;
  if (near !== undefined) return nearLatitudes(near, operators);
  const area = operators.$geoWithin ?? operators.$geoIntersects;
  if (!isDocument(area)) return undefined;
  const [kind, shape] = Object.entries(area)[0] ?? [];
  if (shape === undefined) return undefined;
  if (kind === '$geometry') return shapeLatitudes(shape);
  if (kind === '$centerSphere' && Array.isArray(shape)) return around(shape[0]!, (Number(shape[1]) * 180) / Math.PI);
  return undefined;
}

function nearLatitudes(near: Value, siblings: Document): [number, number] {
  const geoJson = isDocument(near) && near.$geometry !== undefined;
  const most = geoJson ? near.$maxDistance : siblings.$maxDistance;
  if (!isNumeric(most)) return [-90, 90];
  const degrees = ((geoJson ? Number(most) / earthRadius : Number(most)) * 180) / Math.PI;
  return around(geoJson ? near.$geometry! : near, degrees);
}

function around(center: Value, degrees: number): [number, number] {
  const [, latitude] = isDocument(center) && 'type' in center ? parsePoint(center) : legacyPosition(center);
  return [latitude - degrees, latitude + degrees];
}

function shapeLatitudes(shape: Value): [number, number] {
  const { points, segments, polygons } = onSphere(parseGeometry(shape));
  const ranges = [
    ...points.map((point) => latitudeRange(point, point)),
    ...segments.map(([from, to]) => latitudeRange(from, to)),
  ];
  const poles = polygons.map(([outer]) => [
    outer!.contains([0, 0, -1]) ? -90 : 90,
    outer!.contains([0, 0, 1]) ? 90 : -90,
  ]);
  return [
    Math.min(...ranges.map(([low]) => low), ...poles.map(([low]) => low!)),
    Math.max(...ranges.map(([, high]) => high), ...poles.map(([, high]) => high!)),
  ];
}
