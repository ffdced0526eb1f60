import { requestFailed } from '../../errors.js';
import { legacyPosition, parsePoint } from '../../geo/geometry.js';
import { earthRadius } from '../../geo/sphere.js';
import { nearest } from '../../match/geo.js';
import { splitPath } from '../../values/path.js';
import { reach } from '../../values/reach.js';
import { type Document, isDocument, isNumeric, type Value } from '../../values/types.js';
import { filterContext, type PipelineContext, type StageCompiler } from '../pipeline.js';
import { withValue } from './unwind.js';

const options = [
  'near',
  'distanceField',
  'spherical',
  'maxDistance',
  'minDistance',
  'query',
  'distanceMultiplier',
  'includeLocs',
  'key',
  'limit',
  'num',
  'uniqueDocs',
];

/** `$geoNear`: the collection's documents with their distance, nearest first. It reads the collection itself. */
export const geoNear: StageCompiler = (operand, context) => {
  if (!isDocument(operand)) throw requestFailed('$geoNear specification must be an object');
  const stray = Object.keys(operand).find((key) => !options.includes(key));
  if (stray) throw requestFailed(`Unknown argument to $geoNear: ${stray}`);
  const { near, distanceField, query = {}, includeLocs, limit, num } = operand;
  if (near === undefined) throw requestFailed("$geoNear requires a 'near' option");
  if (typeof distanceField !== 'string') throw requestFailed("$geoNear requires a 'distanceField' option as a String");
  if (!isDocument(query)) throw requestFailed("$geoNear's query must be an object");
  const geoJson = isDocument(near) && 'type' in near;
  const center = geoJson ? parsePoint(near) : legacyPosition(near);
  const unit = geoJson ? 1 : earthRadius;
  const path = keyField(operand.key, context);
  const least = metres(operand, 'minDistance', 0) * unit;
  const most = metres(operand, 'maxDistance', Number.POSITIVE_INFINITY) * unit;
  const multiplier = metres(operand, 'distanceMultiplier', 1) / unit;
  const rows = Number(limit ?? num ?? Number.POSITIVE_INFINITY);

  return () => {
    const { source, collection, now, variables } = context;
    const components = splitPath(path);
    const filter = nearFilter(path, near, geoJson, most, query);
    const found: { document: Document; location: Value; distance: number }[] = [];
    for (const document of source.read(collection, { filter }, filterContext(now, variables))) {
      const location = reach(document, components, 0);
      const distance = nearest(location, center, least, most);
      if (distance !== undefined) found.push({ document, location: location!, distance });
    }
    found.sort((a, b) => a.distance - b.distance);
    return found.slice(0, rows).map(({ document, location, distance }) => {
      const measured = withValue(document, splitPath(distanceField), distance * multiplier);
      return typeof includeLocs === 'string' ? withValue(measured, splitPath(includeLocs), location) : measured;
    });
  };
};

/** Lets the planner find the documents by their latitude. */
function nearFilter(path: string, near: Value, geoJson: boolean, most: number, query: Document): Document {
  if (!Number.isFinite(most)) return query;
  const condition: Document = geoJson
    ? { $nearSphere: { $geometry: near, $maxDistance: most } }
    : { $nearSphere: near, $maxDistance: most / earthRadius };
  return { $and: [{ [path]: condition }, query] };
}

function keyField(key: Value | undefined, { source, collection }: PipelineContext): string {
  if (key !== undefined) {
    if (typeof key !== 'string' || key === '') throw requestFailed("$geoNear's key must be the path of a field");
    source.checkGeoIndex(collection, key);
    return key;
  }
  const fields = source.geoFields(collection);
  if (fields.length === 0) throw requestFailed(`$geoNear requires a 2d or 2dsphere index, but ${collection} has none`);
  if (fields.length > 1)
    throw requestFailed(
      `There is more than one geographical index on ${collection}; unclear which to use for $geoNear`,
    );
  return fields[0]!;
}

function metres(operand: Document, name: string, otherwise: number): number {
  const value = operand[name];
  if (value === undefined) return otherwise;
  if (!isNumeric(value) || Number(value) < 0) throw requestFailed(`${name} of $geoNear must be a number of at least 0`);
  return Number(value);
}
