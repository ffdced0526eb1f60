import cloudbase from '@cloudbase/node-sdk';
import type { App } from '../../shared/apps/app.js';
import { demoBenefits } from '../../shared/apps/bazi/demo-benefits.js';
import { demoGoods } from '../../shared/apps/ruizhu/demo-goods.js';
import type { Goods } from '../../shared/apps/ruizhu/goods.js';
import { fen } from '../../shared/core/money.js';
import type { ProductDocument, SkuDocument } from '../../shared/modules/catalog/products.js';
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

/** What each app has on sale in a demonstration. */
const demo: Readonly<Record<string, readonly Goods[]>> = { ruizhu: demoGoods, bazi: demoBenefits };

/** Puts the demo goods of an app on sale, unless it has goods already. @returns how many */
export async function seedDemoGoods(url: string, env: string): Promise<number> {
  const db = operatorDatabase(url, env);
  const { total } = await db.collection('products').count();
  if ((total ?? 0) > 0) return 0;
  const goods = demo[env] ?? [];
  const stocks: Stock[] = goods.flatMap(({ skus }) =>
    skus.flatMap(({ skuId, stock, grants }) =>
      grants ? [] : [{ _id: skuId as Stock['_id'], available: stock, holds: {} }],
    ),
  );
  if (stocks.length > 0) await db.collection('stocks').add(stocks);
  if (goods.length > 0) await db.collection('products').add(goods.map(productDocument));
  return goods.length;
}

function productDocument(goods: Goods, rank: number): ProductDocument {
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
    skus: goods.skus.map(({ skuId, options, price, grants }) => {
      return { skuId, options, price: fen(price), ...(grants && { grants }) } as SkuDocument;
    }),
    priceFrom,
    priceVaries: prices.some((price) => price !== priceFrom),
    rank,
    onSale: true,
  };
}
