import type { Document } from '../values/types.js';
import { decodeJson } from './decode.js';
import { encodeText } from './encode.js';

/** Writes a document for the store. */
export const encodeStored = (document: Document): string => encodeText(document);

/**
 * Reads a document that the store wrote. Most hold nothing but JSON's own types, and are not walked again: a stored
 * document has no field that begins with `$`, so `{"$` begins a type wrapper or stands inside a string.
 */
export function decodeStored(text: string): Document {
  const json: unknown = JSON.parse(text);
  return (text.includes('{"$') ? decodeJson(json, 0) : json) as Document;
}
