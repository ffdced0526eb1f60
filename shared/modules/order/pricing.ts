import type * as z from 'zod';
import type { Amounts, OrderLine, PricedLine } from '../../contracts/order/order.js';
import type { SkuId } from '../../contracts/terms.js';
import { Failure } from '../../core/failure.js';
import { fingerprint } from '../../core/ids.js';
import { fen, multiply, sum } from '../../core/money.js';
import type { SkuOfProduct } from '../catalog/products.js';

type Line = z.output<typeof OrderLine>;
export type Priced = z.output<typeof PricedLine>;

/** Goods from this amount on are sent free of charge. */
export const FREE_FREIGHT_FROM = fen(50_000);
/** What sending costs below it. */
export const FREIGHT = fen(1_500);

/** One line for each SKU, with the quantities of all its lines; in the order in which the SKUs first came. */
export function mergeLines(lines: readonly Line[]): Line[] {
  const quantities = new Map<SkuId, number>();
  for (const { skuId, quantity } of lines) quantities.set(skuId, (quantities.get(skuId) ?? 0) + quantity);
  return [...quantities].map(([skuId, quantity]) => ({ skuId, quantity }));
}

/**
 * The lines at the shop's prices.
 * @throws Failure PRODUCT_NOT_FOUND for a SKU that is not for sale
 */
export function priceLines(lines: readonly Line[], skus: ReadonlyMap<SkuId, SkuOfProduct>): Priced[] {
  return lines.map(({ skuId, quantity }, index) => {
    const found = skus.get(skuId);
    if (!found?.product.onSale)
      throw new Failure('PRODUCT_NOT_FOUND', { fields: { [`lines.${index}`]: '商品已下架' } });
    const { sku, product } = found;
    const unitPrice = fen(sku.price);
    return {
      skuId,
      spuId: product._id,
      title: product.title,
      picture: product.pictures[0]!,
      options: sku.options,
      unitPrice,
      quantity,
      subtotal: multiply(unitPrice, quantity),
    };
  });
}

/** What the lines cost together, and what is to be paid. */
export function amountsOf(lines: readonly Priced[]): z.output<typeof Amounts> {
  const goods = sum(lines.map(({ subtotal }) => subtotal));
  const freight = goods >= FREE_FREIGHT_FROM ? fen(0) : FREIGHT;
  return { goods, freight, payable: sum([goods, freight]) };
}

/** Stands for exactly these SKUs in these quantities at these prices. */
export function quoteOf(lines: readonly Priced[]): string {
  return fingerprint(lines.map(({ skuId, quantity, unitPrice }) => [skuId, quantity, unitPrice]));
}
