import { userCollection } from '../modules/user/users.js';
import type { App } from './app.js';
import { platformCollections, platformModules } from './platform.js';

/** 八字, a calendar of stems and branches and the reading of birth charts. */
export const bazi: App = {
  name: 'bazi',
  title: '八字',
  modules: ['user', 'bazi', ...platformModules],
  collections: [userCollection, ...platformCollections],
};
