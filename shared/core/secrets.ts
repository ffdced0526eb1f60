import { hkdfSync } from 'node:crypto';

/** What a key is for. A key of one purpose tells nothing of the key of another. */
export type KeyPurpose =
  | 'token'
  | 'assertion'
  | 'operator'
  | 'field'
  | 'blind-index'
  | 'signature'
  | 'audit'
  | 'backup'
  | 'metrics'
  | 'code'
  | 'refresh'
  | 'cursor';

/** A secret key of 256 bits, and the name that is written beside whatever it made. */
export interface NamedKey {
  id: string;
  key: Buffer;
}

/** The keys of one purpose: what is new is made with the current one, what is older is read with the one it names. */
export interface KeyRing {
  current: NamedKey;
  /** Every key that is still in use, the current one first. */
  all: readonly NamedKey[];
  /** The key called `id`, or undefined when it has been retired. */
  byId(id: string): NamedKey | undefined;
}

const KEY_TEXT = /^([a-z0-9]{1,16}):([A-Za-z0-9+/]{43}=)$/;

/**
 * The keys for `purpose`, derived by HKDF-SHA256 (RFC 5869) from the environment's own.
 *
 * `YUNSHU_KEYS` holds them as `<id>:<32 bytes in base64>`, separated by commas, the current one first. Rotating means putting
 * a new one in front; the old one stays until nothing that it made is left.
 * @throws Error when the variable is missing or no list of keys; it never says what was in it
 */
export function keyRing(purpose: KeyPurpose): KeyRing {
  const keys = environmentKeys().map(({ id, key }) => ({ id, key: derive(key, purpose) }));
  return { current: keys[0]!, all: keys, byId: (id) => keys.find((one) => one.id === id) };
}

function environmentKeys(): NamedKey[] {
  const text = process.env.YUNSHU_KEYS;
  if (!text) throw new Error('YUNSHU_KEYS is not set: the function has no keys');
  return text.split(',').map((entry, place) => {
    const [, id, key] = KEY_TEXT.exec(entry.trim()) ?? [];
    if (!id || !key) throw new Error(`entry ${place + 1} of YUNSHU_KEYS is not <id>:<32 bytes in base64>`);
    return { id, key: Buffer.from(key, 'base64') };
  });
}

function derive(key: Buffer, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `yunshu/${purpose}`, 32));
}
