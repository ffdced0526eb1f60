import { invalidOperator, requestFailed } from '../errors.js';
import { compare, equal } from '../values/compare.js';
import { type Document, isDocument, isNumeric, typeName, type Value } from '../values/types.js';
import type { Test } from './predicate.js';
import { compileRegex } from './regex.js';
import { typeTest } from './types.js';

type Check = (value: Value) => boolean;

const jsonTypes: Record<string, string[]> = {
  object: ['object'],
  array: ['array'],
  number: ['int', 'long', 'double'],
  boolean: ['bool'],
  string: ['string'],
  null: ['null'],
};

/** `$jsonSchema`: draft 4 as MongoDB has it, without references. @throws CloudError that names an unknown keyword */
export function jsonSchemaTest(schema: Value): Test {
  const check = compileSchema(schema);
  return (value) => value !== undefined && check(value);
}

function compileSchema(schema: Value | undefined): Check {
  if (!isDocument(schema)) throw requestFailed('$jsonSchema must be an object');
  const checks = Object.entries(schema).map(([keyword, operand]) => compileKeyword(keyword, operand, schema));
  return (value) => checks.every((check) => check(value));
}

function compileKeyword(keyword: string, operand: Value, schema: Document): Check {
  const compile = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
  if (!compile) throw invalidOperator(keyword, '$jsonSchema');
  return compile(operand, schema);
}

const ofDocument =
  (check: (value: Document) => boolean): Check =>
  (value) =>
    !isDocument(value) || check(value);
const ofArray =
  (check: (value: Value[]) => boolean): Check =>
  (value) =>
    !Array.isArray(value) || check(value);
const ofString =
  (check: (value: string) => boolean): Check =>
  (value) =>
    typeof value !== 'string' || check(value);
const ofNumber =
  (check: (value: number) => boolean): Check =>
  (value) =>
    !isNumeric(value) || check(Number(value));

function numberIn(keyword: string, operand: Value): number {
  if (!isNumeric(operand)) throw requestFailed(`$jsonSchema keyword '${keyword}' must be a number`);
  return Number(operand);
}

function listIn(keyword: string, operand: Value): Value[] {
  if (!Array.isArray(operand) || operand.length === 0)
    throw requestFailed(`$jsonSchema keyword '${keyword}' must be a non-empty array`);
  return operand;
}

function entriesIn(keyword: string, operand: Value): [string, Check][] {
  if (!isDocument(operand)) throw requestFailed(`$jsonSchema keyword '${keyword}' must be an object`);
  return Object.entries(operand).map(([field, schema]) => [field, compileSchema(schema)]);
}

const keywords: Record<string, (operand: Value, schema: Document) => Check> = {
  title: () => () => true,
  description: () => () => true,
  bsonType: (operand) => typeTest(operand),
  type: (operand) => {
    const types = (Array.isArray(operand) ? operand : [operand]).flatMap((name) => {
      const known = typeof name === 'string' && Object.hasOwn(jsonTypes, name) ? jsonTypes[name] : undefined;
      if (!known) throw requestFailed(`Unknown type name alias: ${String(name)}`);
      return known;
    });
    return (value) => types.includes(typeName(value));
  },
  enum: (operand) => {
    const values = listIn('enum', operand);
    return (value) => values.some((allowed) => equal(allowed, value));
  },
  required: (operand) => {
    const fields = listIn('required', operand).map(String);
    return ofDocument((document) => fields.every((field) => Object.hasOwn(document, field)));
  },
  properties: (operand) => {
    const properties = entriesIn('properties', operand);
    return ofDocument((document) =>
      properties.every(([field, check]) => !Object.hasOwn(document, field) || check(document[field]!)),
    );
  },
  patternProperties: (operand) => {
    const patterns = entriesIn('patternProperties', operand).map(
      ([field, check]) => [compileRegex(field, ''), check] as const,
    );
    return ofDocument((document) =>
      Object.entries(document).every(([field, value]) =>
        patterns.every(([name, check]) => !name.test(field) || check(value)),
      ),
    );
  },
  additionalProperties: (operand, { properties, patternProperties }) => {
    const known = new Set(Object.keys(isDocument(properties) ? properties : {}));
    const patterns = Object.keys(isDocument(patternProperties) ? patternProperties : {}).map((name) =>
      compileRegex(name, ''),
    );
    const check: Check = typeof operand === 'boolean' ? () => operand : compileSchema(operand);
    return ofDocument((document) =>
      Object.entries(document).every(
        ([field, value]) => known.has(field) || patterns.some((name) => name.test(field)) || check(value),
      ),
    );
  },
  minProperties: (operand) => ofDocument((value) => Object.keys(value).length >= numberIn('minProperties', operand)),
  maxProperties: (operand) => ofDocument((value) => Object.keys(value).length <= numberIn('maxProperties', operand)),
  items: (operand) => {
    if (!Array.isArray(operand)) {
      const check = compileSchema(operand);
      return ofArray((array) => array.every(check));
    }
    const checks = operand.map(compileSchema);
    return ofArray((array) => array.every((element, at) => checks[at]?.(element) ?? true));
  },
  minItems: (operand) => ofArray((array) => array.length >= numberIn('minItems', operand)),
  maxItems: (operand) => ofArray((array) => array.length <= numberIn('maxItems', operand)),
  uniqueItems: (operand) =>
    ofArray((array) => {
      const sorted = [...array].sort(compare);
      return operand !== true || sorted.every((element, at) => at === 0 || !equal(element, sorted[at - 1]));
    }),
  minimum: (operand, { exclusiveMinimum }) => {
    const least = numberIn('minimum', operand);
    return ofNumber((value) => (exclusiveMinimum === true ? value > least : value >= least));
  },
  maximum: (operand, { exclusiveMaximum }) => {
    const most = numberIn('maximum', operand);
    return ofNumber((value) => (exclusiveMaximum === true ? value < most : value <= most));
  },
  exclusiveMinimum: () => () => true,
  exclusiveMaximum: () => () => true,
  multipleOf: (operand) => ofNumber((value) => value % numberIn('multipleOf', operand) === 0),
  minLength: (operand) => ofString((value) => [...value].length >= numberIn('minLength', operand)),
  maxLength: (operand) => ofString((value) => [...value].length <= numberIn('maxLength', operand)),
  pattern: (operand) => {
    if (typeof operand !== 'string') throw requestFailed("$jsonSchema keyword 'pattern' must be a string");
    const pattern = compileRegex(operand, '');
    return ofString((value) => pattern.test(value));
  },
  allOf: (operand) => {
    const checks = listIn('allOf', operand).map(compileSchema);
    return (value) => checks.every((check) => check(value));
  },
  anyOf: (operand) => {
    const checks = listIn('anyOf', operand).map(compileSchema);
    return (value) => checks.some((check) => check(value));
  },
  oneOf: (operand) => {
    const checks = listIn('oneOf', operand).map(compileSchema);
    return (value) => checks.filter((check) => check(value)).length === 1;
  },
  not: (operand) => {
    const check = compileSchema(operand);
    return (value) => !check(value);
  },
};
