import { benefitCollection, benefitPageCollection } from '../modules/benefit/accounts.js';
import { productCollection } from '../modules/catalog/products.js';
import { anomalyCollection } from '../modules/order/anomalies.js';
import { orderCollection } from '../modules/order/orders.js';
import { readingCollection } from '../modules/reading/readings.js';
import { recordBookCollection } from '../modules/record/record-book.js';
import { shareCollection } from '../modules/share/shares.js';
import { userCollection } from '../modules/user/users.js';
import type { App } from './app.js';
import { platformCollections, platformModules } from './platform.js';

/** 八字, a calendar of stems and branches and the reading of birth charts. */
export const bazi: App = {
  name: 'bazi',
  title: '八字',
  modules: [
    'user',
    'bazi',
    'reading',
    'record',
    'almanac',
    'share',
    'benefit',
    'catalog',
    // Whatever is sold is granted: no cart, no address, no stock.
    'order-get',
    'order-list',
    'order-cancel',
    'order-sweep',
    'order-search',
    'order-lookup',
    'order-refund',
    'order-anomalies',
    'order-resolve',
    'order-export',
    'order-export-run',
    'pay',
    'http-api',
    'http-metrics',
    'http-pay-notify',
    'http-reading',
    'http-reading-web',
    ...platformModules,
  ],
  onlyOnH5: ['fortune-telling'],
  collections: [
    userCollection,
    readingCollection,
    benefitCollection,
    benefitPageCollection,
    productCollection,
    orderCollection,
    anomalyCollection,
    recordBookCollection,
    shareCollection,
    ...platformCollections,
  ],
};
