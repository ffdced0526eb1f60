import type { Cell } from './driver.js';
import { Row } from './row.js';

/** Where one piece ended and the next begins. */
export interface PieceEnd {
  rowid: number;
  key: Uint8Array | undefined;
}

export const toRow = (row: Cell[]): Row => new Row(Number(row[0]), String(row[1]));

/** Reads in growing pieces, so that a short answer costs little and a long one few calls. */
export function* inPieces(
  next: (last: PieceEnd | undefined, count: number) => Cell[][],
  first: number,
): Generator<Row> {
  let last: PieceEnd | undefined;
  for (let count = first > 0 ? first : 128; ; count = Math.min(count * 4, 512)) {
    const rows = next(last, count);
    for (const row of rows) yield toRow(row);
    if (rows.length < count) return;
    const end = rows.at(-1)!;
    last = { rowid: Number(end[0]), key: end[2] as Uint8Array | undefined };
  }
}
