import * as z from 'zod';
import { OptionChoice, Picture } from '../catalog/product.js';
import { Fen, Quantity, SkuId, SpuId } from '../terms.js';

export const CartItem = z.strictObject({
  skuId: SkuId,
  spuId: SpuId,
  title: z.string(),
  picture: Picture,
  options: OptionChoice,
  unitPrice: Fen,
  quantity: Quantity,
  subtotal: Fen,
  available: z.int().min(0),
  /** `insufficient`: fewer pieces left than asked for; `gone`: no longer for sale. */
  state: z.enum(['ok', 'insufficient', 'gone']),
});

export const Cart = z.strictObject({
  /** Newest first. */
  items: z.array(CartItem),
  /** Always null: a cart is one page. */
  nextCursor: z.null(),
  /** Pieces that can be bought now, and what they cost. */
  count: z.int().min(0),
  total: Fen,
});
