import { type Document, isDocument, type Value } from '../../values/types.js';
import type { AggregationSource } from '../pipeline.js';

type Variables = Record<string, Value | undefined>;

/**
 * Finds in the first `$match` of a `$lookup`'s pipeline the equalities of a field with a variable
 * (`{$expr: {$eq: ['$orderId', '$$id']}}`), so that an index can find their documents. The pipeline checks them again.
 *
 * @returns how to make a filter of the variables' values; undefined when there is none that an index serves
 */
export function correlatedFilter(
  pipeline: readonly Document[],
  from: string,
  source: AggregationSource,
): ((variables: Variables) => Document) | undefined {
  const first = pipeline[0]?.$match;
  if (!isDocument(first) || first.$expr === undefined) return undefined;
  const { $expr: expression, ...plain } = first;
  const equalities = equalitiesOf(expression).filter(([path]) => source.serves(from, { [path]: 0 }));
  if (equalities.length === 0) return undefined;
  return (variables) => {
    const conditions: Document[] = Object.keys(plain).length > 0 ? [plain] : [];
    for (const [path, name] of equalities) {
      const value = variables[name];
      if (value !== undefined) conditions.push({ [path]: { $eq: value } });
    }
    const filter: Document = conditions.length === 0 ? {} : { $and: conditions };
    return filter;
  };
}

/** Pairs of a field's path and the name of a variable. */
function equalitiesOf(expression: Value): [path: string, variable: string][] {
  if (!isDocument(expression)) return [];
  if (Array.isArray(expression.$and)) return expression.$and.flatMap(equalitiesOf);
  const sides = expression.$eq;
  if (!Array.isArray(sides) || sides.length !== 2) return [];
  for (const [field, variable] of [sides, [...sides].reverse()]) {
    if (typeof field !== 'string' || typeof variable !== 'string') continue;
    if (/^\$[^$]/.test(field) && /^\$\$[a-z]\w*$/.test(variable)) return [[field.slice(1), variable.slice(2)]];
  }
  return [];
}
