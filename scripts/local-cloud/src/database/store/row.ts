import { checkSize } from '../codec/storable.js';
import { decodeStored, encodeStored } from '../codec/stored.js';
import type { Document } from '../values/types.js';

/** One document as it is stored; read from its text when it is first looked at. Never changed in place. */
export class Row {
  private decoded: Document | undefined;

  /** @param rowid gives the order of insertion */
  constructor(
    readonly rowid: number,
    readonly text: string,
    document?: Document,
  ) {
    this.decoded = document;
  }

  /** Makes the row of a document that is to be stored. @throws CloudError when it is too large */
  static of(rowid: number, document: Document): Row {
    const text = encodeStored(document);
    checkSize(document, text);
    return new Row(rowid, text, document);
  }

  get document(): Document {
    this.decoded ??= decodeStored(this.text);
    return this.decoded;
  }
}
