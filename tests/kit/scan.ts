import { createRequire } from 'node:module';

// The scanner is a tool of the local cloud's own tests, and brings no types.
const require = createRequire(new URL('../../scripts/local-cloud/package.json', import.meta.url));
const { PNG } = require('pngjs') as {
  PNG: { sync: { read(bytes: Buffer): { data: Buffer; width: number; height: number } } };
};
const decodeQr = require('jsqr') as (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null;

/** What a camera reads of a picture: the text of the code in it, if there is one. */
export function scan(png: Buffer): { width: number; height: number; text: string | undefined } {
  const { data, width, height } = PNG.sync.read(png);
  return { width, height, text: decodeQr(new Uint8ClampedArray(data), width, height)?.data };
}
