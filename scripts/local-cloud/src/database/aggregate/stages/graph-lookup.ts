import { requestFailed } from '../../errors.js';
import { keyOf } from '../../keystring.js';
import { limits } from '../../limits.js';
import { splitPath } from '../../values/path.js';
import { reach } from '../../values/reach.js';
import { type Document, isDocument, type Value } from '../../values/types.js';
import { compileExpression, scopeOf } from '../expression.js';
import { filterContext, type StageCompiler } from '../pipeline.js';
import { withValue } from './unwind.js';

const required = ['from', 'startWith', 'connectFromField', 'connectToField', 'as'];
const optional = ['maxDepth', 'depthField', 'restrictSearchWithMatch'];

/** `$graphLookup`: follows a link from document to document, breadth first; each document is found once. */
export const graphLookup: StageCompiler = (operand, { source, now, variables }) => {
  if (!isDocument(operand)) throw requestFailed('the $graphLookup stage specification must be an object');
  for (const key of Object.keys(operand)) {
    if (!required.includes(key) && !optional.includes(key))
      throw requestFailed(`Unknown argument to $graphLookup: ${key}`);
  }
  const missing = required.find((key) => operand[key] === undefined);
  if (missing) throw requestFailed(`missing '${missing}' option to $graphLookup stage specification`);
  const [from, connectFrom, connectTo, as] = ['from', 'connectFromField', 'connectToField', 'as'].map((key) => {
    if (typeof operand[key] !== 'string') throw requestFailed(`${key} of $graphLookup must be a string`);
    return operand[key];
  }) as [string, string, string, string];
  const { maxDepth, depthField, restrictSearchWithMatch: restrict } = operand;
  if (maxDepth !== undefined && (typeof maxDepth !== 'number' || maxDepth < 0))
    throw requestFailed('maxDepth requires a nonnegative argument');
  const deepest = maxDepth ?? limits.nesting;
  const start = compileExpression(operand.startWith!);
  const link = splitPath(connectFrom);
  const place = splitPath(as);
  if (!source.serves(from, { [connectTo]: 0 })) source.checkWhole(from, { [connectTo]: 0 }, '$graphLookup');

  function follow(document: Document): Document[] {
    const found = new Map<string, Document>();
    let frontier = listOf(start(scopeOf(document, now, variables)));
    for (let depth = 0; frontier.length > 0 && depth <= deepest; depth++) {
      const filter: Document = { [connectTo]: { $in: frontier }, ...(isDocument(restrict) && { $and: [restrict] }) };
      frontier = [];
      for (const next of source.read(from, { filter }, filterContext(now, variables))) {
        const key = keyOf(next._id).toString('latin1');
        if (found.has(key)) continue;
        found.set(key, typeof depthField === 'string' ? { ...next, [depthField]: depth } : next);
        frontier.push(...listOf(reach(next, link, 0)));
      }
    }
    return [...found.values()];
  }

  return function* (input) {
    for (const document of input) yield withValue(document, place, follow(document));
  };
};

function listOf(value: Value | undefined): Value[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
