import type { catalogSave } from '../../contracts/catalog/save.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import type { SkuId, SpuId } from '../../contracts/terms.js';
import { noteForAudit } from '../../core/audit/audit.js';
import { canonical } from '../../core/canonical.js';
import { idForRequest } from '../../core/context.js';
import { Failure } from '../../core/failure.js';
import { derivedId } from '../../core/ids.js';
import { fen } from '../../core/money.js';
import { now } from '../../core/time.js';
import { beginStock } from '../stock/stock.js';
import { availableOfSkus } from './available.js';
import { viewForEditors } from './look-up-product.js';
import { addProduct, changeProduct, findProduct, type ProductDocument, type SkuDocument } from './products.js';

type Request = Parsed<typeof catalogSave>;
type SavedSku = Request['product']['skus'][number];

/**
 * Adds a product, or changes it if it still is what its editor saw. Stock is another matter: only a SKU that has none begins with
 * what it is given, once the product has it. Safe to repeat, whatever died in between.
 * @throws Failure PRODUCT_NOT_FOUND
 * @throws Failure PRODUCT_CHANGED when somebody else has changed it meanwhile
 * @throws Failure INVALID_INPUT for a SKU of another product
 */
export async function saveProduct(request: Request): Promise<Output<typeof catalogSave>> {
  const { spuId, product: saved } = request;
  const known = spuId === undefined ? undefined : await existing(spuId);
  const id = spuId ?? idForRequest<SpuId>('spu');
  if (known && known.savedBy !== savedBy() && (known.version ?? 0) !== request.version) {
    throw new Failure('PRODUCT_CHANGED');
  }
  checkSkus(saved.skus, known);

  const skus = saved.skus.map((sku): SkuDocument => {
    const { options, price, grants } = sku;
    return { skuId: skuIdOf(id, sku), options, price: fen(price), ...(grants && { grants }) };
  });
  const product = await write(id, request, skus, known);
  const available = await stockOf(skus, saved.skus);
  noteForAudit({ spuId: id, version: product.version ?? 0, skus: skus.length, onSale: product.onSale });
  return viewForEditors(product, available);
}

/** What there is of each SKU; those that have no stock begin with what they are given. One round trip, and one for each of these. */
async function stockOf(skus: readonly SkuDocument[], saved: readonly SavedSku[]): Promise<Map<SkuId, number>> {
  const available = await availableOfSkus(skus);
  const without = skus.flatMap(({ skuId }, at) => (available.has(skuId) ? [] : [{ skuId, stock: saved[at]!.stock }]));
  if (without.length === 0) return available;
  await Promise.all(without.map(({ skuId, stock }) => beginStock(skuId, stock)));
  return availableOfSkus(skus);
}

/** Names the request, so that what it has written can be told from what others have. */
function savedBy(): string {
  return idForRequest('request');
}

async function existing(spuId: SpuId): Promise<ProductDocument> {
  const product = await findProduct(spuId);
  if (!product) throw new Failure('PRODUCT_NOT_FOUND');
  return product;
}

/** Nobody moves a SKU, and its stock, from one product to another. */
function checkSkus(skus: readonly SavedSku[], known: ProductDocument | undefined): void {
  const own = new Set(known?.skus.map(({ skuId }) => skuId));
  const stranger = skus.findIndex(({ skuId }) => skuId !== undefined && !own.has(skuId));
  if (stranger < 0) return;
  const field = `product.skus.${stranger}.skuId`;
  throw new Failure('INVALID_INPUT', {
    message: `${field}：不是该商品的规格`,
    fields: { [field]: '不是该商品的规格' },
  });
}

/** A new SKU is known by its choices: made again it is the same, with the stock that it had. */
function skuIdOf(spuId: SpuId, { skuId, options }: SavedSku): SkuId {
  return skuId ?? derivedId<SkuId>('sku', spuId, canonical(options));
}

async function write(
  _id: SpuId,
  { version, product: saved }: Request,
  skus: SkuDocument[],
  known: ProductDocument | undefined,
): Promise<ProductDocument> {
  const priceFrom = fen(Math.min(...skus.map(({ price }) => price)));
  const priceVaries = skus.some(({ price }) => price !== priceFrom);
  const made = { version: version + 1, changedAt: now(), savedBy: savedBy() };
  const product = { ...saved, _id, skus, priceFrom, priceVaries, ...made };
  if (known ? await changeProduct(product, version) : await addProduct(product)) return product;

  // An earlier run of this very request may have come so far.
  const current = await existing(_id);
  if (current.savedBy !== made.savedBy) throw new Failure('PRODUCT_CHANGED');
  return current;
}
