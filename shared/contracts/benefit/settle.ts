import { subscriber } from '../event.js';
import { orderPaid, orderRefunded } from '../order/events.js';

export const benefitSettle = subscriber({
  name: 'benefit-settle',
  title: '发放与收回权益',
  on: [orderPaid, orderRefunded],
  budget: { roundTrips: 3 },
});
