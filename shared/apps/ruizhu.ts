import { addressBookCollection } from '../modules/address/address-book.js';
import { cartCollection } from '../modules/cart/carts.js';
import { productCollection } from '../modules/catalog/products.js';
import { fileCollection } from '../modules/file/files.js';
import { fileQuotaCollection } from '../modules/file/quota.js';
import { noticeCollection } from '../modules/notice/notices.js';
import { preferenceCollection } from '../modules/notice/preferences.js';
import { anomalyCollection } from '../modules/order/anomalies.js';
import { orderCollection } from '../modules/order/orders.js';
import { salesDayCollection } from '../modules/stats/sales-days.js';
import { stockCollection } from '../modules/stock/stock.js';
import { userCollection } from '../modules/user/users.js';
import type { App } from './app.js';
import { platformCollections, platformModules } from './platform.js';

/** 睿珠, a premium brand's store. */
export const ruizhu: App = {
  name: 'ruizhu',
  title: '睿珠',
  modules: [
    'user',
    'catalog',
    'cart',
    'address',
    'order',
    'pay',
    'stats',
    'notice',
    'file',
    'http-api',
    'http-metrics',
    'http-pay-notify',
    ...platformModules,
  ],
  collections: [
    userCollection,
    productCollection,
    stockCollection,
    cartCollection,
    addressBookCollection,
    orderCollection,
    anomalyCollection,
    salesDayCollection,
    noticeCollection,
    fileCollection,
    fileQuotaCollection,
    preferenceCollection,
    ...platformCollections,
  ],
};
