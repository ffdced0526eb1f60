import { requestFailed } from '../../errors.js';
import { keyOf } from '../../keystring.js';
import { someValue, splitPath } from '../../values/path.js';
import { reach } from '../../values/reach.js';
import { type Document, isDocument, type Value } from '../../values/types.js';
import { compileExpression, scopeOf } from '../expression.js';
import {
  compilePipeline,
  compileStages,
  filterContext,
  type PipelineContext,
  type StageCompiler,
} from '../pipeline.js';
import { stagesOf } from './branches.js';
import { correlatedFilter } from './correlated-filter.js';
import { withValue } from './unwind.js';

const options = ['from', 'as', 'localField', 'foreignField', 'let', 'pipeline'];

/**
 * `$lookup`, by equality of two fields, by a pipeline with variables, or both. The other collection is read through an
 * index where there is one, and else once, into a table by value.
 */
export const lookup: StageCompiler = (operand, context) => {
  if (!isDocument(operand)) throw requestFailed('the $lookup specification must be an Object');
  const stray = Object.keys(operand).find((key) => !options.includes(key));
  if (stray) throw requestFailed(`unknown argument to $lookup: ${stray}`);
  const { from, as, localField, foreignField } = operand;
  if (typeof from !== 'string') throw requestFailed("missing 'from' option to $lookup stage specification");
  if (typeof as !== 'string') throw requestFailed("must specify 'as' field for a $lookup");
  const place = splitPath(as);
  const byField = localField !== undefined || foreignField !== undefined;
  if (byField && (typeof localField !== 'string' || typeof foreignField !== 'string')) {
    throw requestFailed('$lookup requires both or neither of localField and foreignField to be specified');
  }
  if (!byField && operand.pipeline === undefined)
    throw requestFailed("$lookup requires either 'pipeline' or both 'localField' and 'foreignField'");
  const find = byField ? lookupByField(from, localField as string, foreignField as string, context) : undefined;
  const run = operand.pipeline === undefined ? undefined : lookupByPipeline(from, operand, find, context);
  return function* (input) {
    for (const document of input) yield withValue(document, place, [...(run ?? find!)(document)]);
  };
};

type Find = (document: Document) => Iterable<Document>;

/** A missing local field is null, and null matches null and missing; an array matches by each of its elements. */
export function lookupByField(from: string, localField: string, foreignField: string, context: PipelineContext): Find {
  const { source, now } = context;
  const local = splitPath(localField);
  const filters = filterContext(now);
  const values = (document: Document): Value[] => {
    const value = reach(document, local, 0);
    if (value === undefined) return [null];
    return Array.isArray(value) ? (value.length === 0 ? [] : value) : [value];
  };
  const memory = new Map<string, Document[]>();
  const indexed: Find = (document) => {
    const wanted = values(document);
    const key = keyOf(wanted).toString('latin1');
    const known = memory.get(key);
    if (known) return known;
    const condition: Document = wanted.length === 1 ? { $eq: wanted[0]! } : { $in: wanted };
    const found = [...source.read(from, { filter: { [foreignField]: condition } }, filters)];
    if (memory.size < 10_000) memory.set(key, found);
    return found;
  };
  let table: Map<string, Document[]> | undefined;
  const hashed: Find = (document) => {
    table ??= tabulate(source.read(from, { filter: {} }, filters), foreignField);
    const found = new Set<Document>();
    for (const value of values(document)) {
      for (const match of table.get(keyOf(value).toString('latin1')) ?? []) found.add(match);
    }
    return found;
  };
  if (source.serves(from, { [foreignField]: 0 })) return indexed;
  source.checkWhole(from, { [foreignField]: 0 }, '$lookup');
  return hashed;
}

function tabulate(documents: Iterable<Document>, field: string): Map<string, Document[]> {
  const table = new Map<string, Document[]>();
  const components = splitPath(field);
  for (const document of documents) {
    const keys = new Set<string>();
    someValue(document, components, true, (value) => {
      keys.add(keyOf(value ?? null).toString('latin1'));
      return false;
    });
    for (const key of keys) table.set(key, [...(table.get(key) ?? []), document]);
  }
  return table;
}

function lookupByPipeline(from: string, operand: Document, find: Find | undefined, context: PipelineContext): Find {
  if (operand.let !== undefined && !isDocument(operand.let))
    throw requestFailed("$lookup argument 'let' must be an object");
  const given = Object.entries(operand.let ?? {}).map(([name, value]) => [name, compileExpression(value)] as const);
  const variables: Record<string, Value | undefined> = Object.create(context.variables);
  const inner: PipelineContext = { ...context, collection: from, variables };
  const pipeline = stagesOf('$lookup', operand.pipeline);
  const bind = (document: Document) => {
    const scope = scopeOf(document, context.now, context.variables);
    for (const [name, value] of given) variables[name] = value(scope);
  };
  if (find) {
    const run = compileStages(pipeline, inner);
    return (document) => {
      bind(document);
      return run(find(document));
    };
  }
  const whole = compilePipeline(pipeline, inner);
  const correlated = correlatedFilter(pipeline, from, context.source);
  if (!correlated) {
    return (document) => {
      bind(document);
      return whole();
    };
  }
  const stages = compileStages(pipeline, inner);
  return (document) => {
    bind(document);
    const filter = correlated(variables);
    return stages(context.source.read(from, { filter }, filterContext(context.now, variables)));
  };
}
