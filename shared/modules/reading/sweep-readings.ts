import type { Output } from '../../contracts/contract.js';
import type { readingSweep } from '../../contracts/reading/sweep.js';
import { readingWrite } from '../../contracts/reading/write.js';
import { callAction } from '../../core/call-action.js';
import { describeError, log } from '../../core/log.js';
import { command } from '../../core/store/collection.js';
import { now } from '../../core/time.js';
import { allReadings, type Reading } from './readings.js';
import { settleRefund } from './refund.js';

const MOST = 100;

/** Looks after readings that died on the way: gives them to another writer, or their places back. Safe to run twice. */
export async function sweepReadings(inTime: () => boolean): Promise<Output<typeof readingSweep>> {
  const due = await allReadings.find({ dueAt: command().lte(now()) }, { orderBy: [['dueAt', 'asc']], limit: MOST });
  let [resumed, refunded] = [0, 0];
  for (const reading of due) {
    if (!inTime()) break;
    if (reading.state === 'writing') resumed += (await resume(reading)) ? 1 : 0;
    else if (reading.state === 'deleted') await allReadings.remove({ _id: reading._id, state: 'deleted' });
    else refunded += (await giveUp(reading)) ? 1 : 0;
  }
  return { resumed, refunded };
}

async function resume({ _id }: Reading): Promise<boolean> {
  try {
    return (await callAction(readingWrite, { readingId: _id }, { as: 'system' })).outcome === 'done';
  } catch (error) {
    log('warn', 'reading.not-resumed', { readingId: _id, ...describeError(error) });
    return false;
  }
}

/** A reading that never began is none: what it may have taken is given back, and it is gone. */
async function giveUp(reading: Reading): Promise<boolean> {
  if (reading.state !== 'claiming') return settleRefund(reading);
  const { _id, revision } = reading as Reading & { revision: number };
  if (!(await allReadings.change(_id, { state: 'claiming', revision }, { state: 'failed', refund: 'due' })))
    return false;
  const refunded = await settleRefund({ ...reading, refund: 'due' });
  await allReadings.remove({ _id, state: 'failed', refund: 'done' });
  return refunded;
}
