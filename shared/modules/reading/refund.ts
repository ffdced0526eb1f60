import { givePlaceBack } from './quota.js';
import { allReadings, type Reading } from './readings.js';

/** Gives back the place of a reading whose place is to be given back, once. Two round trips, or none. */
export async function settleRefund({ _id, userId, day, refund }: Reading): Promise<boolean> {
  if (refund !== 'due') return false;
  await givePlaceBack(userId, day, _id);
  return allReadings.change(_id, { refund: 'due' }, { refund: 'done', dueAt: null });
}
