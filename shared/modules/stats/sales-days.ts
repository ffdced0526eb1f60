import { createHash } from 'node:crypto';
import type { SkuId } from '../../contracts/terms.js';
import { collection } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';

/** What was sold and given back of one SKU: pieces and fen. */
export interface Sales {
  soldPieces: number;
  sold: number;
  refundedPieces: number;
  refunded: number;
}

/**
 * A share of the sales of one business day. An order's events fall to one share, so that each is one write; a day has several,
 * so that no document is written by every order.
 */
export interface SalesShare {
  _id: string;
  /** YYYY-MM-DD, Beijing time. */
  day: string;
  skus: Record<SkuId, Partial<Sales>>;
}

export const SHARES = 16;

export const salesDayCollection = declareCollection('salesDays', [{ name: 'day', keys: [['day', 1]] }], 'none');
export const salesDays = collection<SalesShare>(salesDayCollection.name);

/** The id of the share of `day` that the document `aggregateId` counts in. */
export function shareOf(day: string, aggregateId: string): string {
  const share = createHash('sha256').update(aggregateId).digest()[0]! % SHARES;
  return `${day}.${String(share).padStart(2, '0')}`;
}
