import { requestFailed } from '../../errors.js';
import { keyOf } from '../../keystring.js';
import { compare } from '../../values/compare.js';
import { type Document, isDocument, type Value } from '../../values/types.js';
import { type Accumulator, compileGroupField, type GroupField } from '../accumulators.js';
import { compileExpression, scopeOf } from '../expression.js';
import type { StageCompiler } from '../pipeline.js';

/** One group: its `_id`, and what its fields have taken in. */
export class Group {
  private readonly accumulators: Accumulator[];

  constructor(
    readonly id: Value,
    private readonly fields: readonly GroupField[],
  ) {
    this.accumulators = fields.map(({ make }) => make());
  }

  add(document: Document, now: number, variables: Record<string, Value | undefined>): void {
    const scope = scopeOf(document, now, variables);
    for (let at = 0; at < this.fields.length; at++) this.accumulators[at]!.add(this.fields[at]!.argument(scope));
  }

  result(): Document {
    const document: Document = { _id: this.id };
    for (let at = 0; at < this.fields.length; at++) document[this.fields[at]!.name] = this.accumulators[at]!.result();
    return document;
  }
}

/** `$group`: a missing `_id` is null. Groups come in the order in which they are met. */
export const group: StageCompiler = (operand, { now, variables }) => {
  if (!isDocument(operand)) throw requestFailed("a group's fields must be specified in an object");
  if (operand._id === undefined) throw requestFailed('a group specification must include an _id');
  const id = compileExpression(operand._id);
  const fields = Object.entries(operand)
    .filter(([name]) => name !== '_id')
    .map(([name, spec]) => compileGroupField(name, spec));
  return (input) => {
    const groups = new Map<string, Group>();
    for (const document of input) {
      const value = id(scopeOf(document, now, variables)) ?? null;
      const key = typeof value === 'string' ? `s${value}` : `k${keyOf(value).toString('latin1')}`;
      const found = groups.get(key) ?? new Group(value, fields);
      groups.set(key, found);
      found.add(document, now, variables);
    }
    return [...groups.values()].map((found) => found.result());
  };
};

export const sortByCount: StageCompiler = (operand, context) => {
  const counted = group({ _id: operand, count: { $sum: 1 } }, context);
  return (input) => [...counted(input)].sort((a, b) => compare(b.count, a.count));
};
