import type { Document, Value } from '../values/types.js';

/** Says whether a document matches. */
export type Matcher = (document: Document) => boolean;

/** Says whether one value at the end of a path matches; undefined stands for a missing one. */
export type Test = (value: Value | undefined) => boolean;

/** What one operator of a field's condition asks of the values at the end of the field's path. */
export interface ValueCondition {
  test: Test;
  /** Visits the elements of an array at the end of the path as well as the array. */
  expand: boolean;
  /** Turns the answer for the whole path round: `$ne`, `$nin`, `$not`. */
  negate?: boolean;
}

/** Conditions that must all hold of a path, each by a value of its own. */
export interface AllConditions {
  all: Condition[];
  negate?: boolean;
}

export type Condition = ValueCondition | AllConditions;

/** Tests a value at the end of a path the way a path would: its elements too, where the condition asks for it. */
export function testValue(condition: Condition, value: Value | undefined): boolean {
  const found =
    'all' in condition
      ? condition.all.every((part) => testValue(part, value))
      : (condition.expand && Array.isArray(value) && value.some(condition.test)) || condition.test(value);
  return condition.negate ? !found : found;
}
