import { requestFailed } from '../../errors.js';
import { type Document, isDocument, type Value } from '../../values/types.js';
import { compilePipeline, compileStages, type StageCompiler, stageName } from '../pipeline.js';

/** @throws CloudError when a value is not an array of stages */
export function stagesOf(name: string, value: Value | undefined): Document[] {
  if (!Array.isArray(value) || !value.every(isDocument))
    throw requestFailed(`${name} needs a pipeline: an array of stages`);
  return value as Document[];
}

/** `$facet`: several pipelines over the same documents, in one document. */
export const facet: StageCompiler = (operand, context) => {
  if (!isDocument(operand) || Object.keys(operand).length === 0)
    throw requestFailed('the $facet specification must be a non-empty object');
  const branches = Object.entries(operand).map(([name, pipeline]) => {
    const stages = stagesOf('$facet', pipeline);
    const stray = stages.map(stageName).find((stage) => ['$facet', '$geoNear'].includes(stage));
    if (stray) throw requestFailed(`${stray} is not allowed to be used within a $facet stage`);
    return [name, compileStages(stages, context)] as const;
  });
  return (input) => {
    const documents = [...input];
    return [Object.fromEntries(branches.map(([name, run]) => [name, [...run(documents)]]))];
  };
};

export const unionWith: StageCompiler = (operand, context) => {
  const spec = typeof operand === 'string' ? { coll: operand } : operand;
  if (!isDocument(spec) || typeof spec.coll !== 'string')
    throw requestFailed('$unionWith needs the name of a collection');
  const pipeline = spec.pipeline === undefined ? [] : stagesOf('$unionWith', spec.pipeline);
  const read = compilePipeline(pipeline, { ...context, collection: spec.coll });
  return function* (input) {
    yield* input;
    yield* read();
  };
};
