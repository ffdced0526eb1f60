import type { cartGet } from '../../../../shared/contracts/cart/get.js';
import type { Output } from '../../../../shared/contracts/contract.js';
import { optionsText } from './sku-selection';

export type Cart = Output<typeof cartGet>;
type Item = Cart['items'][number];

/** An item as the bag shows it. */
export interface BagItem extends Item {
  chosen: string;
  /** Why it cannot be bought as it is; empty when it can. */
  problem: string;
}

export interface BagView {
  items: BagItem[];
  /** Pieces that can be bought now, and what they cost in fen. */
  count: number;
  total: number;
}

function problemOf({ state, available }: Item): string {
  if (state === 'ok') return '';
  if (state === 'gone') return '已下架';
  return available > 0 ? `库存只剩 ${available} 件` : '已售罄';
}

/** The bag as the server counts it. */
export function bagView({ items, count, total }: Cart): BagView {
  return {
    items: items.map((item) => ({ ...item, chosen: optionsText(item.options), problem: problemOf(item) })),
    count,
    total,
  };
}

/** The bag as it will be once a quantity is changed: shown at once, until the server has counted. 0 takes it out. */
export function withQuantity(items: readonly BagItem[], skuId: string, quantity: number): BagView {
  const changed = items
    .filter((item) => item.skuId !== skuId || quantity > 0)
    .map((item): BagItem => {
      if (item.skuId !== skuId) return item;
      const state = item.state === 'insufficient' && quantity <= item.available ? 'ok' : item.state;
      const next = { ...item, quantity, state };
      return { ...next, problem: problemOf(next) };
    });
  const buyable = changed.filter(({ state }) => state === 'ok');
  return {
    items: changed,
    count: buyable.reduce((sum, item) => sum + item.quantity, 0),
    total: buyable.reduce((sum, item) => sum + item.quantity * item.unitPrice, 0),
  };
}
