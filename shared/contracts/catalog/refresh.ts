import { subscriber } from '../event.js';
import { productChanged } from './events.js';

export const catalogRefresh = subscriber({
  name: 'catalog-refresh',
  title: '更新商品缓存',
  on: [productChanged],
  uses: ['cache'],
  budget: { roundTrips: 2 },
});
