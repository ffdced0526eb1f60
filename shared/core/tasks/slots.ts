import type { Instant } from '../../contracts/terms.js';
import { collection, command } from '../store/collection.js';
import { declareCollection, transient } from '../store/declare.js';
import { now } from '../time.js';

/** The places in which tasks of one kind are worked on, each with when it becomes free again. */
interface Slots {
  _id: string;
  until: Record<string, Instant>;
}

export const taskSlotCollection = transient(declareCollection('taskSlots', [], 'none'));
const slots = collection<Slots>(taskSlotCollection.name);

/** Takes one of `most` places for tasks of a kind until `until`. Two round trips. @returns its name, unless all are taken */
export async function takeSlot(kind: string, most: number, until: Instant): Promise<string | undefined> {
  const record = (await slots.get(kind)) ?? (await firstSlots(kind));
  for (let place = 0; place < most; place += 1) {
    const name = `s${place}`;
    const taken = record.until[name];
    if (taken !== undefined && taken > now()) continue;
    const asRead = { [`until.${name}`]: taken === undefined ? command().exists(false) : taken };
    if (await slots.change(kind, asRead, { [`until.${name}`]: until })) return name;
  }
  return undefined;
}

async function firstSlots(kind: string): Promise<Slots> {
  const record = { _id: kind, until: {} };
  await slots.insert(record);
  return record;
}

/** Gives a place back that was taken until `until`. One round trip. */
export async function freeSlot(kind: string, name: string, until: Instant): Promise<void> {
  await slots.change(kind, { [`until.${name}`]: until }, { [`until.${name}`]: command().remove() });
}
