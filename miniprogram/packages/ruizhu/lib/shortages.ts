import type { Output } from '../../../../shared/contracts/contract.js';
import type { orderPreview } from '../../../../shared/contracts/order/preview.js';
import type { OrderLine } from './order-lines-param';

export type Preview = Output<typeof orderPreview>;

/** SKU id → what is wrong with that line, in words. */
export function shortageRemarks({ shortages }: Preview): Record<string, string> {
  const remark = (available: number) => (available > 0 ? `库存只剩 ${available} 件` : '已售罄');
  return Object.fromEntries(shortages.map(({ skuId, available }) => [skuId, remark(available)]));
}

/** The lines cut down to what is left; a line of which nothing is left goes. */
export function fitToStock(lines: readonly OrderLine[], { shortages }: Preview): OrderLine[] {
  const left = new Map<string, number>(shortages.map(({ skuId, available }) => [skuId, available]));
  return lines
    .map(({ skuId, quantity }) => ({ skuId, quantity: Math.min(quantity, left.get(skuId) ?? quantity) }))
    .filter(({ quantity }) => quantity > 0);
}
