/** Turns bytes into text as they come: a character that is cut in two waits for its rest. Phones have no `TextDecoder`. */
export class Utf8Reader {
  private rest: number[] = [];

  take(data: ArrayBuffer): string {
    const bytes = [...this.rest, ...new Uint8Array(data)];
    const whole = wholeCharacters(bytes);
    this.rest = bytes.slice(whole);
    let text = '';
    for (let at = 0; at < whole; ) {
      const length = lengthOf(bytes[at]!);
      text += String.fromCodePoint(codePoint(bytes, at, length));
      at += length;
    }
    return text;
  }
}

/** How many bytes belong to characters that are all there. */
function wholeCharacters(bytes: readonly number[]): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back]!;
    if (byte >= 0xc0) return lengthOf(byte) > back ? bytes.length - back : bytes.length;
    if (byte < 0x80) return bytes.length;
  }
  return bytes.length;
}

const lengthOf = (first: number): number => (first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4);

function codePoint(bytes: readonly number[], at: number, length: number): number {
  const first = bytes[at]!;
  if (length === 1) return first;
  let point = first & (0xff >> (length + 1));
  for (let place = 1; place < length; place += 1) point = (point << 6) | (bytes[at + place]! & 0x3f);
  return point;
}
