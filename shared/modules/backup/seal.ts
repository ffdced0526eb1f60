import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { keyRing } from '../../core/secrets.js';
import { BackupProblem } from './problem.js';

/** `YSB1`, the length of the key's id, the id, a nonce of 12 bytes, what is sealed, a tag of 16 bytes. */
const MAGIC = Buffer.from('YSB1');
const NONCE = 12;
const TAG = 16;

/** Encrypts and authenticates `plain` (AES-256-GCM) as the content of the file `name` and of no other. */
export function seal(plain: Buffer, name: string): Buffer {
  const { id, key } = keyRing('backup').current;
  const head = Buffer.concat([MAGIC, Buffer.from([id.length]), Buffer.from(id)]);
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.concat([head, Buffer.from(name)]));
  return Buffer.concat([head, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws BackupProblem that says whether a key is missing or the file was changed */
export function unseal(sealed: Buffer, name: string): Buffer {
  const headLength = MAGIC.length + 1 + (sealed[MAGIC.length] ?? 0);
  if (!sealed.subarray(0, MAGIC.length).equals(MAGIC) || sealed.length < headLength + NONCE + TAG)
    throw new BackupProblem(`${name} is no file of a backup, or only a part of one`);
  const head = sealed.subarray(0, headLength);
  const id = keyIdOf(sealed);
  const named = keyRing('backup').byId(id);
  if (!named) throw new BackupProblem(`${name} is sealed with the key "${id}", which YUNSHU_KEYS does not hold`);
  const nonce = sealed.subarray(headLength, headLength + NONCE);
  const decipher = createDecipheriv('aes-256-gcm', named.key, nonce)
    .setAAD(Buffer.concat([head, Buffer.from(name)]))
    .setAuthTag(sealed.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(headLength + NONCE, -TAG)), decipher.final()]);
  } catch {
    throw new BackupProblem(`${name} does not open with the key "${id}": it was changed, or another key has this name`);
  }
}

/** The name of the key that a file was sealed with. */
export function keyIdOf(sealed: Buffer): string {
  return sealed.subarray(MAGIC.length + 1, MAGIC.length + 1 + sealed[MAGIC.length]!).toString();
}
