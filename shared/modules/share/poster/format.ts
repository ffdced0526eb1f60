import type { Variant } from '../../../contracts/share/share.js';

/** Raised with every change of what pictures look like: those of before are drawn again when they are asked for. */
export const DRAWING_VERSION = 1;

/** Pixels: 3:4 to keep and to print, 5:4 as WeChat cuts the picture of a shared card. */
export const SIZES: Readonly<Record<Variant, Size>> = {
  poster: { width: 1080, height: 1440 },
  card: { width: 1000, height: 800 },
};

export interface Size {
  width: number;
  height: number;
}

/** A picture, and the characters in it that stand as 〓 because the font has not got them. */
export interface Drawn {
  png: Buffer;
  replaced: string[];
}

/** What a picture leads to, for whoever scans it. */
export type Code =
  /** An image that only WeChat can make. */
  { kind: 'miniprogram'; image: Buffer } | { kind: 'h5'; address: string };
