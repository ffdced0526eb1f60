import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { keyRing } from '../secrets.js';

/** Where an encrypted text stands: it can be read there and nowhere else. */
export interface FieldPlace {
  collection: string;
  id: string;
  field: string;
}

/** What NIST SP 800-38D recommends for GCM, bytes. */
const IV_BYTES = 12;

/**
 * Encrypts a text for one field of one document: AES-256-GCM with the current key, as `<key id>.<iv>.<ciphertext>.<tag>` in
 * base64url. Twice the same text gives two different ones; `blindIndexes` finds it again.
 */
export function encryptField(text: string, place: FieldPlace): string {
  const { id, key } = keyRing('field').current;
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(boundTo(place));
  const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [id, ...[iv, encrypted, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.');
}

/**
 * The text that was encrypted for this field.
 * @throws Error when it was changed, moved from elsewhere, or encrypted with a key that has been retired
 */
export function decryptField(encrypted: string, place: FieldPlace): string {
  const [keyId = '', iv, text, tag] = encrypted.split('.');
  const named = keyRing('field').byId(keyId);
  if (!named || iv === undefined || text === undefined || tag === undefined) {
    throw new Error(`${place.collection}.${place.field} is not encrypted with a key of this environment`);
  }
  const bytes = (part: string) => Buffer.from(part, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', named.key, bytes(iv), { authTagLength: 16 });
  decipher.setAAD(boundTo(place)).setAuthTag(bytes(tag));
  return Buffer.concat([decipher.update(bytes(text)), decipher.final()]).toString('utf8');
}

function boundTo({ collection, id, field }: FieldPlace): Buffer {
  return Buffer.from(JSON.stringify([collection, id, field]));
}
