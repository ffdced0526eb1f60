import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { policies } from '../../contracts/file/file.js';
import { problemWith, sizeOf } from './inspect.js';

const chunk = (type: string, data: Buffer) =>
  Buffer.concat([uint32(data.length), Buffer.from(type, 'latin1'), data, uint32(0)]);
const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

function png(width: number, height: number): Buffer {
  const header = Buffer.concat([uint32(width), uint32(height), Buffer.from([8, 2, 0, 0, 0])]);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = chunk('IDAT', deflateSync(Buffer.alloc(64)));
  return Buffer.concat([signature, chunk('IHDR', header), data, chunk('IEND', Buffer.alloc(0))]);
}

const jpeg = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
  Buffer.from('JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0', 'latin1'),
  Buffer.from([0xff, 0xc0, 0, 11, 8, 1, 44, 1, 144, 1, 1, 17, 0, 0xff, 0xd9]),
]);

const policy = policies.avatar;

test('a picture is what its content says', async () => {
  expect(await problemWith(png(200, 100), 'png', policy)).toBeUndefined();
  expect(sizeOf(png(200, 100), 'png')).toEqual({ width: 200, height: 100 });
  expect(sizeOf(jpeg, 'jpg')).toEqual({ width: 400, height: 300 });
});

describe('what is no picture, or more than one, is refused', () => {
  test.each<[string, Buffer, 'jpg' | 'png' | 'webp', RegExp]>([
    [
      'an SVG with a script',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      'png',
      /不是/,
    ],
    ['a page that calls itself a picture', Buffer.from('<html><script>1</script></html>'), 'jpg', /不是/],
    ['a PNG that calls itself a JPEG', png(10, 10), 'jpg', /不符/],
    [
      'an archive behind a picture',
      Buffer.concat([png(10, 10), Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)]),
      'png',
      /夹带/,
    ],
    ['a script behind a picture', Buffer.concat([png(10, 10), Buffer.from('<script src=x>')]), 'png', /夹带/],
    ['a bomb of 50,000 × 50,000', png(50_000, 50_000), 'png', /尺寸过大/],
    ['a picture of no size', png(0, 10), 'png', /损坏/],
    ['nothing at all', Buffer.alloc(0), 'png', /不是/],
    ['a picture that is cut off', png(10, 10).subarray(0, 16), 'png', /损坏|不是/],
  ])('%s', async (_, content, extension, problem) => {
    expect(await problemWith(content, extension, policy)).toMatch(problem);
  });
});
