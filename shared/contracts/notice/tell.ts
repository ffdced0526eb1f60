import { accountChanged } from '../account/events.js';
import { subscriber } from '../event.js';
import { orderCancelled, orderClosed, orderPaid, orderRefunded } from '../order/events.js';

export const noticeTell = subscriber({
  name: 'notice-tell',
  title: '通知用户',
  on: [orderPaid, orderCancelled, orderClosed, orderRefunded, accountChanged],
  uses: ['message'],
  budget: { roundTrips: 10 },
});
