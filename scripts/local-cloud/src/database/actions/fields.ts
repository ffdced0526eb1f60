import type { AdminRequest } from '../../kernel/admin.js';
import { answerMeter } from '../answer-size.js';
import { decodeJson, decodeText } from '../codec/decode.js';
import type { Scope } from '../engine/interface.js';
import { invalidParameter } from '../errors.js';
import { limits } from '../limits.js';
import { type Document, isDocument, type Value } from '../values/types.js';

/** Reads the fields of a request's body. */
export class Fields {
  constructor(
    private readonly body: AdminRequest['body'],
    private readonly now: number,
    private readonly mostRows: number,
  ) {}

  get collection(): string {
    return this.text('collectionName');
  }

  text(name: string): string {
    const value = this.body[name];
    if (typeof value !== 'string' || value === '') throw invalidParameter(`${name} must be a string that is not empty`);
    return value;
  }

  optionalText(name: string): string | undefined {
    return this.has(name) ? this.text(name) : undefined;
  }

  has(name: string): boolean {
    return this.body[name] !== undefined && this.body[name] !== null && this.body[name] !== '';
  }

  raw(name: string): unknown {
    return this.body[name];
  }

  flag(name: string): boolean {
    return this.body[name] === true;
  }

  /** A whole number of at least 0. */
  count(name: string): number | undefined {
    if (!this.has(name)) return undefined;
    const value = this.body[name];
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
      throw invalidParameter(`${name} must be a whole number of at least 0`);
    }
    return value;
  }

  /** A document in either dialect's form: EJSON text, or plain JSON. */
  document(name: string): Document {
    return this.toDocument(this.body[name], name);
  }

  optionalDocument(name: string): Document | undefined {
    return this.has(name) ? this.document(name) : undefined;
  }

  /** A value in either dialect's form. */
  value(json: unknown): Value {
    return typeof json === 'string' ? decodeText(json, this.now) : decodeJson(json, this.now);
  }

  toDocument(json: unknown, name: string): Document {
    const value = this.value(json);
    if (Array.isArray(value) && name === 'data') {
      throw invalidParameter('data must be a document: updates by an aggregation pipeline are not supported');
    }
    if (!isDocument(value)) throw invalidParameter(`${name} must be a document`);
    return value;
  }

  /** The filter; the whole collection when there is none. */
  get filter(): Document {
    return this.optionalDocument('query') ?? {};
  }

  /** How many rows may be answered: 100 when nothing is said, 1,000 (or what is set) at most; one for a query by `_id`. */
  limit(name = 'limit'): number {
    if (this.body.queryType === 'DOC') return 1;
    return Math.min(this.count(name) || limits.defaultLimit, this.mostRows);
  }

  get scope(): Scope {
    const transaction = this.optionalText('transactionId');
    return transaction === undefined ? {} : { transaction };
  }
}

/** @throws CloudError when an answer's documents are more than one answer holds */
export function checkAnswer(texts: readonly string[]): string[] {
  return texts.map(answerMeter());
}
