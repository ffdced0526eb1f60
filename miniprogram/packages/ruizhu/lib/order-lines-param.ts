export interface OrderLine {
  skuId: string;
  quantity: number;
}

/** Order lines as a page parameter, so that the page survives a reload: `sku_A~2,sku_B~1`. */
export const linesToParam = (lines: readonly OrderLine[]) =>
  lines.map(({ skuId, quantity }) => `${skuId}~${quantity}`).join(',');

/** Reads what `linesToParam` wrote; anything else gives no lines. */
export function linesFromParam(param: string | undefined): OrderLine[] {
  return (param ?? '').split(',').flatMap((part) => {
    const [skuId = '', quantity = ''] = part.split('~');
    return /^sku_\w+$/.test(skuId) && /^[1-9]\d?$/.test(quantity) ? [{ skuId, quantity: Number(quantity) }] : [];
  });
}
