/** `encoding` → the browser's name of it; those that are not text are named here as undefined. */
const TEXT: Record<string, string> = {
  utf8: 'utf-8',
  'utf-8': 'utf-8',
  ascii: 'latin1',
  latin1: 'latin1',
  binary: 'latin1',
};

/** Bytes as text in an encoding, or as they are without one. @throws Error for an encoding that is not known */
export function decodeBytes(bytes: Uint8Array<ArrayBuffer>, encoding?: string): string | ArrayBuffer {
  if (encoding === undefined) return bytes.slice().buffer;
  if (encoding === 'base64') return bytesToBase64(bytes);
  if (encoding === 'hex') return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (['ucs2', 'ucs-2', 'utf16le', 'utf-16le'].includes(encoding)) return new TextDecoder('utf-16le').decode(bytes);
  const name = TEXT[encoding];
  if (!name) throw new Error(`invalid encoding "${encoding}"`);
  if (name === 'latin1') return [...bytes].map((byte) => String.fromCharCode(byte)).join('');
  return new TextDecoder(name).decode(bytes);
}

/** @throws Error for an encoding that is not known */
export function encodeBytes(data: string | ArrayBuffer, encoding = 'utf8'): Uint8Array<ArrayBuffer> {
  if (typeof data !== 'string') return new Uint8Array(data.slice(0));
  if (encoding === 'base64') return base64ToBytes(data);
  if (encoding === 'hex') return Uint8Array.from(data.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const name = TEXT[encoding];
  if (!name) throw new Error(`invalid encoding "${encoding}"`);
  if (name === 'latin1') return Uint8Array.from(data, (char) => char.charCodeAt(0));
  return new TextEncoder().encode(data) as Uint8Array<ArrayBuffer>;
}

export function bytesToBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

export function base64ToBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
