import type * as z from 'zod';
import type { Amounts, OrderLine, PricedLine } from '../../contracts/order/order.js';
import type { SkuId } from '../../contracts/terms.js';
import { Failure } from '../../core/failure.js';
import { fingerprint } from '../../core/ids.js';
import { fen, multiply, sum } from '../../core/money.js';
import { coverOf, type SkuOfProduct } from '../catalog/products.js';

type Line = z.output<typeof OrderLine>;
/** A line as it is bought, and the place of its SKU in what the buyer sent, to name it in an answer. */
type MergedLine = Line & { index: number };
export type Priced = z.output<typeof PricedLine>;

/** What sending costs. */
export interface FreightRules {
  /** Fen, unless sending is free. */
  freight: number;
  /** Goods from this amount on are sent free of charge, fen. */
  freeFrom: number;
}

/** The most that one order can come to: one hundred million yuan, above what any payment platform takes at once. */
const MOST_PAYABLE = fen(10_000_000_000);

/** One line for each SKU, with the quantities of all its lines; in the order in which the SKUs first came. */
export function mergeLines(lines: readonly Line[]): MergedLine[] {
  const merged = new Map<SkuId, MergedLine>();
  for (const [index, { skuId, quantity }] of lines.entries()) {
    const line = merged.get(skuId) ?? { skuId, quantity: 0, index };
    merged.set(skuId, { ...line, quantity: line.quantity + quantity });
  }
  return [...merged.values()];
}

/**
 * The lines at the shop's prices.
 * @throws Failure PRODUCT_NOT_FOUND for a SKU that is not for sale
 */
export function priceLines(lines: readonly MergedLine[], skus: ReadonlyMap<SkuId, SkuOfProduct>): Priced[] {
  return lines.map(({ skuId, quantity, index }) => {
    const found = skus.get(skuId);
    if (!found?.product.onSale)
      throw new Failure('PRODUCT_NOT_FOUND', { fields: { [`lines.${index}`]: '商品已下架' } });
    const { sku, product } = found;
    const unitPrice = fen(sku.price);
    return {
      skuId,
      spuId: product._id,
      title: product.title,
      picture: coverOf(product),
      options: sku.options,
      unitPrice,
      quantity,
      subtotal: multiply(unitPrice, quantity),
      ...(sku.grants && { grants: sku.grants }),
    };
  });
}

/**
 * What the lines cost together, and what is to be paid. Nothing is sent for what is granted.
 * @throws Failure ORDER_TOO_LARGE above one hundred million yuan
 */
export function amountsOf(lines: readonly Priced[], rules: FreightRules): z.output<typeof Amounts> {
  const goods = sum(lines.map(({ subtotal }) => subtotal));
  const isSent = lines.some((line) => !line.grants);
  const freight = goods >= rules.freeFrom || !isSent ? fen(0) : fen(rules.freight);
  const payable = sum([goods, freight]);
  if (payable > MOST_PAYABLE) throw new Failure('ORDER_TOO_LARGE');
  return { goods, freight, payable };
}

/** Stands for exactly these SKUs in these quantities at these prices, and for what they come to. */
export function quoteOf(lines: readonly Priced[], { payable }: z.output<typeof Amounts>): string {
  return fingerprint([payable, ...lines.map(({ skuId, quantity, unitPrice }) => [skuId, quantity, unitPrice])]);
}
