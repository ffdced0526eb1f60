import { calculateObjectSize } from 'bson';
import { writeFailed } from '../errors.js';
import { limits } from '../limits.js';
import { type Document, isDocument, isRegExp, type Value } from '../values/types.js';

/**
 * Checks a document before it is stored: names of fields, nesting, the type of `_id`.
 * @throws CloudError with MongoDB's text
 */
export function checkStorable(document: Document): void {
  checkId(document._id);
  checkValue(document, 1);
}

/**
 * Checks the size of a document. Its JSON text is at least an eighth as long as its BSON, so that small ones pass at
 * once.
 */
export function checkSize(document: Document, text: string): void {
  if (text.length * 8 < limits.documentBytes) return;
  const size = calculateObjectSize(document);
  if (size <= limits.documentBytes) return;
  throw writeFailed(`object to insert too large. size in bytes: ${size}, max size: ${limits.documentBytes}`);
}

export function checkId(id: Value | undefined): void {
  if (Array.isArray(id)) throw writeFailed("The '_id' value cannot be of type array");
  if (isRegExp(id)) throw writeFailed("The '_id' value cannot be of type regex");
  if (isDocument(id)) checkValue(id, 2);
}

function checkValue(value: Value, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > limits.nesting) throw writeFailed(`the document is nested deeper than ${limits.nesting} levels`);
  if (Array.isArray(value)) {
    for (const element of value) checkValue(element, depth + 1);
  } else if (isDocument(value)) {
    for (const field in value) {
      checkFieldName(field);
      checkValue(value[field]!, depth + 1);
    }
  }
}

function checkFieldName(field: string): void {
  if (field.startsWith('$')) {
    throw writeFailed(`The dollar ($) prefixed field '${field}' in '${field}' is not valid for storage.`);
  }
  if (field.includes('.')) {
    throw writeFailed(`The dotted field '${field}' in '${field}' is not valid for storage.`);
  }
  if (field.includes('\0')) throw writeFailed('key must not contain null bytes');
}
