import { fieldOf, splitPath } from '../values/path.js';
import { type Document, isDocument, type Value } from '../values/types.js';
import { compileFilter, type FilterContext, fieldConditions, isOperators } from './compile.js';
import { type Condition, testValue } from './predicate.js';

/**
 * Finds which element of an array a filter matched: what the positional `$` stands for. With several conditions on the
 * array, an element that fits all of them comes first, else one that fits the first.
 * @returns undefined when no condition of the filter is about the array
 */
export function matchedPosition(
  filter: Document,
  document: Document,
  arrayPath: string,
  context: FilterContext,
): number | undefined {
  const array = arrayAt(document, splitPath(arrayPath));
  if (!array) return undefined;
  const tests = elementTests(filter, document, arrayPath, context);
  if (tests.length === 0) return undefined;
  const all = array.findIndex((element) => tests.every((test) => test(element)));
  const index = all >= 0 ? all : array.findIndex((element) => tests[0]!(element));
  return index >= 0 ? index : undefined;
}

function arrayAt(document: Document, components: string[]): Value[] | undefined {
  let current: Value | undefined = document;
  for (const component of components) current = isDocument(current) ? fieldOf(current, component) : undefined;
  return Array.isArray(current) ? current : undefined;
}

type ElementTest = (element: Value) => boolean;

function elementTests(filter: Document, document: Document, arrayPath: string, context: FilterContext): ElementTest[] {
  return Object.keys(filter).flatMap((key): ElementTest[] => {
    const operand = filter[key]!;
    if (key === '$and' && Array.isArray(operand)) {
      return operand.flatMap((branch) => elementTests(branch as Document, document, arrayPath, context));
    }
    if (key === '$or' && Array.isArray(operand)) {
      const matched = operand.find((branch) => compileFilter(branch as Document, context)(document));
      return matched ? elementTests(matched as Document, document, arrayPath, context) : [];
    }
    if (key === arrayPath) return wholeTests(operand, context);
    if (!key.startsWith(`${arrayPath}.`)) return [];
    const matches = compileFilter({ [key.slice(arrayPath.length + 1)]: operand }, context);
    return [(element) => isDocument(element) && matches(element)];
  });
}

/** Conditions on the array itself; `$elemMatch` is about one element in any case. */
function wholeTests(operand: Value, context: FilterContext): ElementTest[] {
  if (isOperators(operand) && operand.$elemMatch !== undefined) {
    const inner = operand.$elemMatch;
    const { $elemMatch: _, ...rest } = operand;
    return [elementTest(inner, context), ...(Object.keys(rest).length > 0 ? wholeTests(rest, context) : [])];
  }
  return fieldConditions(operand, context).map((condition: Condition) => (element) => testValue(condition, element));
}

function elementTest(operand: Value, context: FilterContext): ElementTest {
  if (!isDocument(operand)) return () => false;
  if (isOperators(operand)) {
    const conditions = fieldConditions(operand, context);
    return (element) => conditions.every((condition) => testValue(condition, element));
  }
  const matches = compileFilter(operand, context);
  return (element) => isDocument(element) && matches(element);
}
