import { givePlaceBack } from '../benefit/use-place.js';
import { allReadings, type Reading } from './readings.js';

/** Gives back the place of a reading whose place is to be given back, once. Three round trips, or none. */
export async function settleRefund({ _id, userId, claimedAt, refund }: Reading): Promise<boolean> {
  if (refund !== 'due') return false;
  await givePlaceBack(userId, { useId: _id, turn: claimedAt });
  return allReadings.change(_id, { refund: 'due', claimedAt }, { refund: 'done', dueAt: null });
}
