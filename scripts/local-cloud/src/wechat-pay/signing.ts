import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  type KeyLike,
  randomBytes,
  createSign as signer,
  createVerify as verifier,
} from 'node:crypto';

/** The scheme of requests and callbacks of WeChat Pay v3. */
export const SCHEME = 'WECHATPAY2-SHA256-RSA2048';

/** The lines that a signature covers, each ended by a line feed, the last one too. */
export const lines = (...parts: (string | number)[]): string => `${parts.join('\n')}\n`;

/** SHA256-RSA2048 of a message, in base64. */
export function signMessage(message: string | Buffer, privateKey: KeyLike): string {
  return signer('RSA-SHA256').update(message).sign(privateKey, 'base64');
}

/** Says whether `signature` (base64) is that of `message` by the owner of `key`: a certificate, a public or private key. */
export function isSigned(message: string, signature: string, key: KeyLike): boolean {
  return verifier('RSA-SHA256').update(message).verify(createPublicKey(key), signature, 'base64');
}

/** The parts of an `Authorization` header of v3. */
export interface Authorization {
  mchid: string;
  serial_no: string;
  timestamp: string;
  nonce_str: string;
  signature: string;
}

/** Reads an `Authorization` header; undefined when it is not of the scheme or a part is missing. */
export function parseAuthorization(header: string | undefined): Authorization | undefined {
  if (!header?.startsWith(`${SCHEME} `)) return undefined;
  const parts: Record<string, string> = {};
  for (const [, key, value] of header.slice(SCHEME.length + 1).matchAll(/(\w+)="([^"]*)"/g)) parts[key!] = value!;
  const { mchid, serial_no, timestamp, nonce_str, signature } = parts;
  if (!mchid || !serial_no || !timestamp || !nonce_str || !signature) return undefined;
  return { mchid, serial_no, timestamp, nonce_str, signature };
}

/** An encrypted part of a callback or of the certificate list. */
export interface EncryptedResource {
  algorithm: 'AEAD_AES_256_GCM';
  /** Base64 of the ciphertext followed by the 16-byte tag. */
  ciphertext: string;
  associated_data: string;
  /** 12 characters. */
  nonce: string;
}

/** AES-256-GCM with the APIv3 key (32 characters). */
export function encryptResource(plaintext: string, associated: string, apiV3Key: string): EncryptedResource {
  const nonce = randomBytes(6).toString('hex');
  const cipher = createCipheriv('aes-256-gcm', apiV3Key, nonce).setAAD(Buffer.from(associated));
  const bytes = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { algorithm: 'AEAD_AES_256_GCM', ciphertext: bytes.toString('base64'), associated_data: associated, nonce };
}

/** @throws when the key, the nonce, the associated data or the ciphertext is not the one that was encrypted */
export function decryptResource(resource: EncryptedResource, apiV3Key: string): string {
  const bytes = Buffer.from(resource.ciphertext, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', apiV3Key, resource.nonce)
    .setAAD(Buffer.from(resource.associated_data))
    .setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
}

/** A random hexadecimal text of `length` characters, upper case. */
export const randomHex = (length: number): string =>
  randomBytes(Math.ceil(length / 2))
    .toString('hex')
    .slice(0, length)
    .toUpperCase();

/** A random text of `length` decimal digits. */
export const randomDigits = (length: number): string =>
  Array.from(randomBytes(length), (byte) => String(byte % 10)).join('');
