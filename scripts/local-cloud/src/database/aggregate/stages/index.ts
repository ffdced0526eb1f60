import { requestFailed } from '../../errors.js';
import { compileFilter } from '../../match/compile.js';
import { sortDocuments, sortSpec } from '../../sort.js';
import { type Document, isDocument, typeName, type Value } from '../../values/types.js';
import { compileExpression, scopeOf } from '../expression.js';
import { filterContext, type PipelineContext, type StageCompiler } from '../pipeline.js';
import { facet, unionWith } from './branches.js';
import { bucket, bucketAuto } from './bucket.js';
import { geoNear } from './geo-near.js';
import { graphLookup } from './graph-lookup.js';
import { group, sortByCount } from './group.js';
import { lookup } from './lookup.js';
import { addFields, project, unset } from './project.js';
import { redact } from './redact.js';
import { unwind } from './unwind.js';

const match: StageCompiler = (operand, { now, variables }) => {
  if (!isDocument(operand)) throw requestFailed('the match filter must be an expression in an object');
  const matches = compileFilter(operand, filterContext(now, variables));
  return function* (input) {
    for (const document of input) if (matches(document)) yield document;
  };
};

const sort: StageCompiler = (operand) => {
  if (!isDocument(operand)) throw requestFailed('the $sort key specification must be an object');
  const fields = sortSpec(operand);
  if (fields.length === 0) throw requestFailed('$sort stage must have at least one sort key');
  return (input) => sortDocuments([...input], fields, (document) => document);
};

function rowCount(name: string, operand: Value, least: number): number {
  if (typeof operand !== 'number' || !Number.isInteger(operand)) {
    throw requestFailed(`invalid argument to ${name} stage: Expected an integer: ${name}: ${JSON.stringify(operand)}`);
  }
  if (operand < least) throw requestFailed(`the ${name} must be ${least > 0 ? 'positive' : 'at least 0'}: ${operand}`);
  return operand;
}

const limit: StageCompiler = (operand) => {
  const most = rowCount('$limit', operand, 1);
  return function* (input) {
    let count = 0;
    for (const document of input) {
      yield document;
      if (++count >= most) return;
    }
  };
};

const skip: StageCompiler = (operand) => {
  const rows = rowCount('$skip', operand, 0);
  return function* (input) {
    let count = 0;
    for (const document of input) if (count++ >= rows) yield document;
  };
};

const count: StageCompiler = (operand) => {
  if (typeof operand !== 'string' || operand === '') throw requestFailed('the count field must be a non-empty string');
  if (operand.startsWith('$') || operand.includes('.') || operand.includes('\0')) {
    throw requestFailed("the count field cannot be a $-prefixed path, or contain '.' or NUL");
  }
  return function* (input) {
    let total = 0;
    for (const _ of input) total++;
    if (total > 0) yield { [operand]: total };
  };
};

const sample: StageCompiler = (operand) => {
  const size = isDocument(operand) ? operand.size : undefined;
  if (typeof size !== 'number' || !Number.isInteger(size) || size <= 0) {
    throw requestFailed('$sample needs a size, which is a positive whole number');
  }
  return (input) => {
    const documents = [...input];
    const taken = Math.min(size, documents.length);
    for (let at = 0; at < taken; at++) {
      const other = at + Math.floor(Math.random() * (documents.length - at));
      [documents[at], documents[other]] = [documents[other]!, documents[at]!];
    }
    return documents.slice(0, taken);
  };
};

function replaceBy(expression: Value, { now, variables }: PipelineContext) {
  const evaluate = compileExpression(expression);
  return function* (input: Iterable<Document>) {
    for (const document of input) {
      const root = evaluate(scopeOf(document, now, variables));
      if (!isDocument(root)) {
        throw requestFailed(
          `'newRoot' expression must evaluate to an object, but resulting value was of type: ${typeName(root)}`,
        );
      }
      yield root;
    }
  };
}

const replaceRoot: StageCompiler = (operand, context) => {
  if (!isDocument(operand) || operand.newRoot === undefined || Object.keys(operand).length > 1) {
    throw requestFailed('$replaceRoot takes an object with newRoot');
  }
  return replaceBy(operand.newRoot, context);
};

/** Every stage, by name. Those that write, and those about the server, are not among them. */
export const stages: Record<string, StageCompiler> = {
  $addFields: addFields,
  $bucket: bucket,
  $bucketAuto: bucketAuto,
  $count: count,
  $facet: facet,
  $geoNear: geoNear,
  $graphLookup: graphLookup,
  $group: group,
  $limit: limit,
  $lookup: lookup,
  $match: match,
  $project: project,
  $redact: redact,
  $replaceRoot: replaceRoot,
  $replaceWith: replaceBy,
  $sample: sample,
  $set: addFields,
  $skip: skip,
  $sort: sort,
  $sortByCount: sortByCount,
  $unionWith: unionWith,
  $unset: unset,
  $unwind: unwind,
};
