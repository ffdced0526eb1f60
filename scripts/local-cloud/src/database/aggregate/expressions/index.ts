import { accumulate, accumulators } from '../accumulators.js';
import type { ExpressionOperator } from '../expression.js';
import { arithmeticOperators } from './arithmetic.js';
import { arrayExpressions } from './arrays.js';
import { conversionExpressions } from './conversion.js';
import { dateExpressions } from './dates.js';
import { logicOperators } from './logic.js';
import { objectExpressions } from './objects.js';
import { setExpressions } from './sets.js';
import { stringExpressions } from './strings.js';

/** `$sum`, `$avg` … outside of a group: over the elements of one array, or over several arguments. */
const overValues =
  (name: string): ExpressionOperator =>
  (operand, compile) => {
    const parts = (Array.isArray(operand) ? operand : [operand]).map(compile);
    const make = () => accumulators[name]!();
    return (scope) => {
      const values = parts.map((part) => part(scope));
      const only = values.length === 1 && Array.isArray(values[0]) ? values[0] : values;
      return accumulate(make, only);
    };
  };

/** Every expression operator, by name. */
export const operators: Record<string, ExpressionOperator> = {
  ...arithmeticOperators,
  ...arrayExpressions,
  ...conversionExpressions,
  ...dateExpressions,
  ...logicOperators,
  ...objectExpressions,
  ...setExpressions,
  ...stringExpressions,
  ...Object.fromEntries(
    ['$avg', '$max', '$min', '$stdDevPop', '$stdDevSamp', '$sum'].map((name) => [name, overValues(name)]),
  ),
};
