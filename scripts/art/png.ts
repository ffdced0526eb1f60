import { crc32, deflateSync } from 'node:zlib';

type Point = readonly [number, number];
/** A line through points, on a square of 24 × 24. */
export type Stroke = readonly Point[];

/** Points of a circle's arc, angles in turns clockwise from the right. */
export function arc([cx, cy]: Point, radius: number, from: number, to: number): Stroke {
  const steps = 32;
  return Array.from({ length: steps + 1 }, (_, i) => {
    const angle = (from + ((to - from) * i) / steps) * 2 * Math.PI;
    return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)] as const;
  });
}

function distance([px, py]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const length2 = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = length2 === 0 ? 0 : ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length2;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(px - ax - t * (bx - ax), py - ay - t * (by - ay));
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'ascii'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/**
 * Draws strokes with round ends as a PNG with a clear ground: WeChat's tab bar takes no SVG.
 *
 * @param colour `#rrggbb`
 * @param size width and height in pixels
 * @param width of the strokes, on the square of 24
 */
export function strokesPng(strokes: readonly Stroke[], colour: string, size: number, width: number): Buffer {
  const rgb = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const point: Point = [((x + 0.5) * 24) / size, ((y + 0.5) * 24) / size];
      let nearest = Number.POSITIVE_INFINITY;
      for (const stroke of strokes) {
        for (let i = 1; i < stroke.length; i += 1)
          nearest = Math.min(nearest, distance(point, stroke[i - 1]!, stroke[i]!));
      }
      const covered = Math.min(1, Math.max(0, ((width / 2 - nearest) * size) / 24 + 0.5));
      rows.set([...rgb, Math.round(covered * 255)], y * (size * 4 + 1) + 1 + x * 4);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
