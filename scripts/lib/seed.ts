import cloudbase from '@cloudbase/node-sdk';
import type { App } from '../../shared/apps/app.js';
import { demoGoods } from '../../shared/apps/ruizhu/demo-goods.js';
import { fen } from '../../shared/core/money.js';
import type { ProductDocument } from '../../shared/modules/catalog/products.js';
import type { Stock } from '../../shared/modules/stock/stock.js';

/** Makes an app's collections and indexes in the local cloud. Safe to repeat. */
export async function provision(url: string, app: App): Promise<void> {
  const response = await fetch(`${url}/__hub/provision`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ env: app.name, collections: app.collections }),
  });
  if (!response.ok) throw new Error(`cannot provision ${app.name}: ${await response.text()}`);
}

/** The database of an environment of the local cloud, as an operator with the account's keys reaches it. */
export function operatorDatabase(url: string, env: string) {
  const credentials = { secretId: 'local', secretKey: 'local', sessionToken: 'local' };
  return cloudbase.init({ env, serviceUrl: `${url}/admin`, ...credentials }).database();
}

/** Puts the demo goods on sale, unless the shop has goods already. @returns how many */
export async function seedDemoGoods(url: string, env: string): Promise<number> {
  const db = operatorDatabase(url, env);
  const { total } = await db.collection('products').count();
  if ((total ?? 0) > 0) return 0;
  const stocks: Stock[] = demoGoods.flatMap(({ skus }) =>
    skus.map(({ skuId, stock }) => ({ _id: skuId as Stock['_id'], available: stock, holds: {} })),
  );
  await db.collection('stocks').add(stocks);
  await db.collection('products').add(demoGoods.map(productDocument));
  return demoGoods.length;
}

function productDocument(goods: (typeof demoGoods)[number], rank: number): ProductDocument {
  const { spuId, title, subtitle, pictures, story, facts, options } = goods;
  const prices = goods.skus.map(({ price }) => price);
  const priceFrom = fen(Math.min(...prices));
  return {
    _id: spuId as ProductDocument['_id'],
    title,
    subtitle,
    pictures: [...pictures],
    story: [...story],
    facts: [...facts],
    options: options.map(({ name, values }) => ({ name, values: [...values] })),
    skus: goods.skus.map((sku) => ({ skuId: sku.skuId, options: sku.options, price: fen(sku.price) }) as never),
    priceFrom,
    priceVaries: prices.some((price) => price !== priceFrom),
    rank,
    onSale: true,
  };
}
