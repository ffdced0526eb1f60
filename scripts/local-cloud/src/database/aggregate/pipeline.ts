import { invalidOperator, requestFailed } from '../errors.js';
import type { FilterContext } from '../match/compile.js';
import { step } from '../turn.js';
import { bounded } from '../values/built-size.js';
import { type Document, isDocument, type Value } from '../values/types.js';
import { compileExpression, isTrue, scopeOf } from './expression.js';
import { stages } from './stages/index.js';

/** Where an aggregation reads collections from. */
export interface AggregationSource {
  /** Documents that match, in the order of the sort. */
  read(collection: string, request: SourceQuery, filters: FilterContext): Iterable<Document>;
  /** Says whether an index serves a filter. */
  serves(collection: string, filter: Document): boolean;
  /** Fields that have a geographical index. */
  geoFields(collection: string): string[];
  /** @throws CloudError when a field has no geographical index */
  checkGeoIndex(collection: string, path: string): void;
  /** @throws CloudError in strict mode, when the collection is too large to be read whole for what it is wanted for */
  checkWhole(collection: string, filter: Document, what: string): void;
}

export interface SourceQuery {
  filter: Document;
  sort?: Document;
  limit?: number;
}

/** What the stages of a pipeline are compiled for. */
export interface PipelineContext {
  source: AggregationSource;
  /** The collection that the pipeline runs on. */
  collection: string;
  now: number;
  /** Variables of `$lookup`'s `let`; their values are put in before each run. */
  variables: Record<string, Value | undefined>;
}

/** A compiled stage. */
export type Stage = (input: Iterable<Document>) => Iterable<Document>;

/** Compiles a stage's operand. @throws CloudError with MongoDB's text */
export type StageCompiler = (operand: Value, context: PipelineContext) => Stage;

/** How filters evaluate `$expr`. */
export function filterContext(now: number, variables: Record<string, Value | undefined> = {}): FilterContext {
  return {
    expression(expression) {
      const evaluate = compileExpression(expression);
      return (document) => isTrue(evaluate(scopeOf(document, now, variables)));
    },
  };
}

/** Compiles stages that take documents from somewhere. */
export function compileStages(pipeline: readonly Document[], context: PipelineContext): Stage {
  const compiled = pipeline.map((stage) => compileStage(stage, context));
  return (input) => compiled.reduce((documents, stage) => stage(documents), input);
}

function compileStage(stage: Document, context: PipelineContext): Stage {
  const name = stageName(stage);
  const compile = Object.hasOwn(stages, name) ? stages[name] : undefined;
  if (!compile) throw invalidOperator(name, 'the pipeline');
  const run = compile(stage[name]!, context);
  return BUILDERS.has(name) ? (input) => withBound(run(input)) : run;
}

/** Stages that can put what they are given into their documents more than once. */
const BUILDERS = new Set([
  ...['$addFields', '$set', '$project', '$replaceRoot', '$replaceWith', '$facet'],
  ...['$group', '$bucket', '$bucketAuto', '$lookup', '$graphLookup'],
]);

function* withBound(documents: Iterable<Document>): Generator<Document> {
  for (const document of documents) {
    step();
    yield bounded(document);
  }
}

export function stageName(stage: Value): string {
  const names = isDocument(stage) ? Object.keys(stage) : [];
  if (names.length !== 1) throw requestFailed('A pipeline stage specification object must contain exactly one field.');
  return names[0]!;
}

/**
 * Compiles a whole pipeline. The `$match`es at its beginning, a `$sort` and a `$limit` behind them are answered by the
 * planner.
 */
export function compilePipeline(pipeline: readonly Document[], context: PipelineContext): () => Iterable<Document> {
  for (const stage of pipeline) stageName(stage);
  const { query, rest } = leadingQuery(pipeline);
  const run = compileStages(rest, context);
  if (rest[0] && stageName(rest[0]) === '$geoNear') return () => run([]);
  const { source, collection, now, variables } = context;
  return () => run(source.read(collection, query, filterContext(now, variables)));
}

/** What the planner can do of a pipeline, and what is left. */
export function leadingQuery(pipeline: readonly Document[]): { query: SourceQuery; rest: readonly Document[] } {
  let at = 0;
  const filters: Document[] = [];
  while (pipeline[at] && isDocument(pipeline[at]!.$match)) filters.push(pipeline[at++]!.$match as Document);
  const filter = filters.length === 0 ? {} : filters.length === 1 ? filters[0]! : { $and: filters };
  const query: SourceQuery = { filter };
  const sort = pipeline[at]?.$sort;
  if (isDocument(sort) && Object.keys(sort).length > 0) {
    at++;
    query.sort = sort;
    const limit = pipeline[at]?.$limit;
    if (typeof limit === 'number' && Number.isInteger(limit) && limit > 0) query.limit = limit;
  }
  return { query, rest: pipeline.slice(at) };
}
