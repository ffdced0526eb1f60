import * as z from 'zod';
import { contract } from '../../contracts/contract.js';
import type { Delivered } from '../../contracts/event.js';
import { callAction } from '../call-action.js';
import { context, within } from '../context.js';
import { Failure } from '../failure.js';
import { waitFor } from '../in-time.js';
import { SECOND } from '../time.js';

/** A subscriber that has not answered by then is tried again, whatever it may have done. */
export const DELIVERY_PATIENCE = 15 * SECOND;

export type Result = 'delivered' | { problem: string; hopeless: boolean };

/**
 * Tells `subscriber` of an event, in the name of the system and with the trace of the call that emitted it. One round trip.
 * A refusal of the event itself is hopeless: no wait makes it another event.
 */
export async function deliver(subscriber: string, event: Delivered, traceId: string): Promise<Result> {
  const call = context();
  call.roundTrips += 1;
  try {
    const told = within({ ...call, traceId }, () => callAction(anySubscriber(subscriber), event, { as: 'system' }));
    if ((await waitFor(DELIVERY_PATIENCE, told)) !== 'late') return 'delivered';
    return { problem: `no answer within ${DELIVERY_PATIENCE / SECOND} s`, hopeless: false };
  } catch (error) {
    const problem = error instanceof Failure ? `${error.code}: ${error.message}` : String(error);
    return { problem: problem.slice(0, 500), hopeless: error instanceof Failure && error.code === 'INVALID_INPUT' };
  }
}

/** The relay carries the code of no subscriber: it knows their names, and that all of them take events. */
function anySubscriber(name: string) {
  return contract({
    name: name as `${string}-${string}`,
    title: '',
    access: 'internal',
    input: z.custom<Delivered>(),
    output: z.unknown(),
    budget: { roundTrips: 0 },
  });
}
