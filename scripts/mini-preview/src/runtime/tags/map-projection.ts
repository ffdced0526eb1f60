/** A place on the earth, in degrees (GCJ-02, as WeChat's maps take them). */
export interface GeoPoint {
  latitude: number;
  longitude: number;
}

export interface Pixel {
  x: number;
  y: number;
}

/** Pixels of the whole world at zoom level 0, in Web Mercator. */
const WORLD = 256;
/** Where Web Mercator ends. */
const MAX_LATITUDE = 85.051_128_78;

/** Where a place is in the picture of the whole world at a zoom level. */
export function toPixel({ latitude, longitude }: GeoPoint, scale: number): Pixel {
  const size = WORLD * 2 ** scale;
  const sine = Math.sin((Math.min(Math.max(latitude, -MAX_LATITUDE), MAX_LATITUDE) * Math.PI) / 180);
  return {
    x: ((longitude + 180) / 360) * size,
    y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * size,
  };
}

/** The place of a pixel in the picture of the whole world. */
export function toPlace({ x, y }: Pixel, scale: number): GeoPoint {
  const size = WORLD * 2 ** scale;
  const latitude = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / size))) * 180) / Math.PI;
  return { latitude, longitude: (x / size) * 360 - 180 };
}

/** Metres that a pixel is across, at a latitude. */
export function metresPerPixel(latitude: number, scale: number): number {
  return (40_075_016.686 * Math.cos((latitude * Math.PI) / 180)) / (WORLD * 2 ** scale);
}

/** The middle and the largest zoom level at which all places are in a window of this size. */
export function fit(
  points: GeoPoint[],
  size: { width: number; height: number },
  [lowest, highest]: [number, number],
): { center: GeoPoint; scale: number } {
  const pixels = points.map((point) => toPixel(point, 0));
  const [left, right] = [Math.min(...pixels.map(({ x }) => x)), Math.max(...pixels.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...pixels.map(({ y }) => y)), Math.max(...pixels.map(({ y }) => y))];
  const center = toPlace({ x: (left + right) / 2, y: (top + bottom) / 2 }, 0);
  const room = Math.min(size.width / (right - left || 1e-9), size.height / (bottom - top || 1e-9));
  const scale = Math.floor(Math.min(Math.max(Math.log2(room), lowest), highest));
  return { center, scale };
}
