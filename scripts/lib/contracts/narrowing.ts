import { type JsonSchema, resolve, type SchemaTable, typesOf } from './json-schema.js';
import { limitsBroken } from './limits.js';

/** A schema together with what its references lead to. */
export interface Scoped {
  schema: JsonSchema;
  table: SchemaTable;
}

/**
 * One way in which a value that fits the one schema does not fit the other.
 *
 * - `optional`: the field may be left out, and has to be there; `absent`: it is not known, and has to be there
 * - `unknown`: the field is given, and not known
 * - `values`, `type`, `limit`: what it may be, and what it has to be
 * - `opaque`: the two are different, and cannot be compared
 */
export interface Narrowing {
  /** Path of the field: `lines[].quantity`; empty for the value itself. */
  path: string;
  kind: 'optional' | 'absent' | 'unknown' | 'values' | 'type' | 'limit' | 'opaque';
  from?: string;
  into?: string;
}

interface Pair {
  from: Scoped;
  into: Scoped;
  /** Fields that the second schema does not know do no harm, nor do values where it is said that more may come. */
  ignoreUnknown: boolean;
  path: string;
  /** References that are being compared already: a schema may lead back to itself. */
  within: readonly string[];
}

/**
 * What keeps a value that fits `from` from fitting `into`; empty when each does.
 *
 * Where the answer cannot be told from the schemas (two patterns that differ), it says so rather than let it pass.
 */
export function narrowings(from: Scoped, into: Scoped, { ignoreUnknown = false } = {}): Narrowing[] {
  return compare({ from, into, ignoreUnknown, path: '', within: [] });
}

function compare(given: Pair): Narrowing[] {
  const references = `${given.from.schema.$ref} ${given.into.schema.$ref}`;
  if (given.within.includes(references)) return [];
  const pair = given.from.schema.$ref ? { ...given, within: [...given.within, references] } : given;
  const source = resolve(pair.from.schema, pair.from.table);
  const target = resolve(pair.into.schema, pair.into.table);
  const sources = branchesOf(source);
  if (sources.length > 1) return sources.flatMap((schema) => compare(withSource(pair, schema)));
  const targets = branchesOf(target);
  if (targets.length > 1) return closestOf(pair, source, targets);
  return compareOne(pair, sources[0]!, targets[0]!);
}

/** Against several possibilities: nothing if one of them fits, else what keeps it from the one that is closest. */
function closestOf(pair: Pair, source: JsonSchema, targets: readonly JsonSchema[]): Narrowing[] {
  const tried = targets.map((schema) => compare({ ...withSource(pair, source), into: { ...pair.into, schema } }));
  const closest = tried.sort((a, b) => a.length - b.length || depthOf(b) - depthOf(a))[0]!;
  if (closest.length === 0 || depthOf(closest) > pair.path.length) return closest;
  return [{ path: pair.path, kind: 'type', from: nameOf(source), into: targets.map(nameOf).join(' or ') }];
}

const depthOf = (found: readonly Narrowing[]) => Math.max(0, ...found.map(({ path }) => path.length));
const withSource = (pair: Pair, schema: JsonSchema): Pair => ({ ...pair, from: { ...pair.from, schema } });

function compareOne(pair: Pair, source: JsonSchema, target: JsonSchema): Narrowing[] {
  const { path } = pair;
  if (opaque(source) !== opaque(target)) return [{ path, kind: 'opaque' }];
  const [values, allowed] = [valuesOf(source), valuesOf(target)];
  if (allowed) {
    const gone = values?.filter((value) => !allowed.includes(value));
    if (gone?.length === 0 || (gone && pair.ignoreUnknown && source['x-extensible'])) return [];
    return [{ path, kind: 'values', from: gone ? list(gone) : nameOf(source), into: list(allowed) }];
  }
  const [type] = values ? [jsonTypeOf(values[0])] : typesOf(source);
  const [wanted] = typesOf(target);
  if (wanted && type !== wanted && !(wanted === 'number' && type === 'integer')) {
    return [{ path, kind: 'type', from: nameOf(source), into: nameOf(target) }];
  }
  const limits = values
    ? []
    : limitsBroken(source, target).map((broken) => ({ path, kind: 'limit' as const, ...broken }));
  return [...limits, ...compareFields(pair, source, target), ...compareItems(pair, source, target)];
}

/** The schemas of which a value has to fit one; a list of types is several. */
function branchesOf(schema: JsonSchema): readonly JsonSchema[] {
  const types = typesOf(schema);
  if (types.length > 1) return types.map((type) => ({ ...schema, type }));
  return schema.anyOf ?? schema.oneOf ?? [schema];
}

/** What this comparison does not look into. */
function opaque({ not, allOf = [] }: JsonSchema): string {
  const parts = allOf.filter((part) => Object.keys(part).some((key) => key !== 'pattern'));
  return JSON.stringify([not, parts]);
}

function valuesOf({ enum: values, const: value }: JsonSchema): readonly unknown[] | undefined {
  return values ?? (value === undefined ? undefined : [value]);
}

function nameOf(schema: JsonSchema): string {
  const values = valuesOf(schema);
  return values ? list(values) : (schema.$ref?.split('/').at(-1) ?? typesOf(schema)[0] ?? 'anything');
}

const list = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join(', ');

function jsonTypeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function compareFields(pair: Pair, source: JsonSchema, target: JsonSchema): Narrowing[] {
  const [given, known] = [source.properties ?? {}, target.properties ?? {}];
  const [others, rest] = [source.additionalProperties ?? {}, target.additionalProperties ?? {}];
  const at = (key: string) => (pair.path ? `${pair.path}.${key}` : key);
  const into = (key: string, from: JsonSchema, schema: JsonSchema) =>
    compare({ ...pair, path: at(key), from: { ...pair.from, schema: from }, into: { ...pair.into, schema } });

  const missing = (target.required ?? [])
    .filter((key) => !source.required?.includes(key))
    .map((key): Narrowing => ({ path: at(key), kind: key in given ? 'optional' : 'absent' }));
  const fields = Object.entries(given).flatMap(([key, schema]): Narrowing[] => {
    if (known[key]) return into(key, schema, known[key]);
    if (typeof rest === 'object') return into(key, schema, rest);
    return rest || pair.ignoreUnknown ? [] : [{ path: at(key), kind: 'unknown' }];
  });
  if (source.type !== 'object' || others === false || rest === true || pair.ignoreUnknown)
    return [...missing, ...fields];
  if (rest === false) return [...missing, ...fields, { path: at('*'), kind: 'unknown' }];
  return [...missing, ...fields, ...into('*', others === true ? {} : others, rest)];
}

function compareItems(pair: Pair, source: JsonSchema, target: JsonSchema): Narrowing[] {
  if (source.type !== 'array') return [];
  const into = (path: string, from: JsonSchema, schema: JsonSchema) =>
    compare({ ...pair, path: pair.path + path, from: { ...pair.from, schema: from }, into: { ...pair.into, schema } });
  const [before, after] = [source.prefixItems ?? [], target.prefixItems ?? []];
  if (before.length !== after.length) {
    return [{ path: pair.path, kind: 'type', from: `${before.length} fixed items`, into: `${after.length}` }];
  }
  const fixed = after.flatMap((item, index) => into(`[${index}]`, before[index]!, item));
  return target.items ? [...fixed, ...into('[]', source.items || {}, target.items)] : fixed;
}
