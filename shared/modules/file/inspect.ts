import { fileTypeFromBuffer } from 'file-type';
import type { FileExtension, FilePolicy } from '../../contracts/file/file.js';

/**
 * What is wrong with a file, in the words of its user; undefined when it is what its policy takes. What it is follows from
 * its content; the name it came by is only compared with that.
 */
export async function problemWith(
  content: Buffer,
  extension: FileExtension,
  policy: Pick<FilePolicy, 'mostPixels' | 'types'>,
): Promise<string | undefined> {
  const type = await fileTypeFromBuffer(content).catch(() => undefined);
  if (type?.ext !== extension || !policy.types.includes(extension)) {
    return `文件内容不是 ${policy.types.join('、')} 图片，或与扩展名不符`;
  }
  const size = sizeOf(content, extension);
  if (!size) return '图片已损坏';
  if (size.width * size.height > policy.mostPixels) {
    return `图片尺寸过大，最多 ${Math.floor(policy.mostPixels / 10_000)} 万像素`;
  }
  return holdsAnother(content) ? '图片中夹带了其他内容' : undefined;
}

interface Size {
  width: number;
  height: number;
}

/** The dimensions that a picture claims, without decoding it: a bomb is known before it goes off. */
export function sizeOf(content: Buffer, extension: FileExtension): Size | undefined {
  const size = readers[extension](content);
  return size && size.width > 0 && size.height > 0 ? size : undefined;
}

const readers: Record<FileExtension, (content: Buffer) => Size | undefined> = {
  png: pngSize,
  jpg: jpegSize,
  webp: webpSize,
};

/** IHDR is the first chunk (W3C PNG, 11.2.1). */
function pngSize(content: Buffer): Size | undefined {
  if (content.length < 24 || content.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  return { width: content.readUInt32BE(16), height: content.readUInt32BE(20) };
}

/** The first frame header, SOF0 to SOF15 without DHT, JPG and DAC (ITU-T T.81, B.2.2). */
function jpegSize(content: Buffer): Size | undefined {
  for (let at = 2; at + 9 <= content.length; ) {
    if (content[at] !== 0xff) return undefined;
    const marker = content[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return { height: content.readUInt16BE(at + 5), width: content.readUInt16BE(at + 7) };
    at += 2 + content.readUInt16BE(at + 2);
  }
  return undefined;
}

/** VP8, VP8L and VP8X (RFC 9649, 2.5 to 2.7). */
function webpSize(content: Buffer): Size | undefined {
  if (content.length < 30) return undefined;
  switch (content.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: content.readUInt16LE(26) & 0x3fff, height: content.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = content.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: content.readUIntLE(24, 3) + 1, height: content.readUIntLE(27, 3) + 1 };
    default:
      return undefined;
  }
}

/** What a polyglot is made of: a page or a script, or an archive behind the picture. */
const FOREIGN = [/<script[\s>]/i, /<svg[\s>]/i, /<html[\s>]/i, /<\?php/i];
const ARCHIVE_END = Buffer.from('PK\u0005\u0006', 'latin1');

function holdsAnother(content: Buffer): boolean {
  if (content.includes(ARCHIVE_END)) return true;
  const text = content.toString('latin1');
  return FOREIGN.some((pattern) => pattern.test(text));
}
