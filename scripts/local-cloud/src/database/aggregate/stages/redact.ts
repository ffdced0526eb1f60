import { requestFailed } from '../../errors.js';
import { type Document, isDocument, type Value } from '../../values/types.js';
import { compileExpression, type Expression, type Scope, scopeOf } from '../expression.js';
import type { StageCompiler } from '../pipeline.js';

/** `$redact`: keeps, drops or looks into each document, from the outside in. */
export const redact: StageCompiler = (operand, { now, variables }) => {
  const decide = compileExpression(operand);
  return function* (input) {
    for (const document of input) {
      const kept = redactDocument(document, decide, scopeOf(document, now, variables));
      if (kept) yield kept;
    }
  };
};

function redactDocument(document: Document, decide: Expression, scope: Scope): Document | undefined {
  const decision = decide({ ...scope, document });
  if (decision === '$$KEEP') return document;
  if (decision === '$$PRUNE') return undefined;
  if (decision !== '$$DESCEND') throw requestFailed('$redact must evaluate to $$KEEP, $$PRUNE or $$DESCEND');
  const result: Document = {};
  for (const [field, value] of Object.entries(document)) {
    const kept = redactValue(value, decide, scope);
    if (kept !== undefined) result[field] = kept;
  }
  return result;
}

function redactValue(value: Value, decide: Expression, scope: Scope): Value | undefined {
  if (isDocument(value)) return redactDocument(value, decide, scope);
  if (!Array.isArray(value)) return value;
  return value.map((element) => redactValue(element, decide, scope)).filter((element) => element !== undefined);
}
