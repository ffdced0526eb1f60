import { subscriber } from '../event.js';
import { orderPaid, orderRefunded } from '../order/events.js';

export const statsCount = subscriber({
  name: 'stats-count',
  title: '统计销量',
  on: [orderPaid, orderRefunded],
  budget: { roundTrips: 4 },
});
