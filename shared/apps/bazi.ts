import { readingQuotaCollection } from '../modules/reading/quota.js';
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
    'http-api',
    'http-metrics',
    'http-reading',
    'http-reading-web',
    ...platformModules,
  ],
  onlyOnH5: ['fortune-telling'],
  collections: [
    userCollection,
    readingCollection,
    readingQuotaCollection,
    recordBookCollection,
    shareCollection,
    ...platformCollections,
  ],
};
