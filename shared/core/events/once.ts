import type { Delivered } from '../../contracts/event.js';
import { context } from '../context.js';
import { derivedId, type IdKind } from '../ids.js';
import { type Change, type Collection, command, type Where } from '../store/collection.js';

/** The id of the one document that an event leads to in this subscriber: made again it is taken. */
export function idForEvent<Id extends string>(kind: IdKind, { eventId }: Delivered): Id {
  return derivedId<Id>(kind, context().action, eventId);
}

interface Effect<T extends { _id: string }> {
  in: Collection<T>;
  id: string;
  /** The document has to fit this as well. */
  where?: Where;
  change: Change;
  /** The document as the event makes it when there is none yet. */
  orInsert?: () => T;
}

/**
 * Applies an event to one document, once: the document keeps the event's id in the same write, so a repeated delivery changes
 * nothing, whatever died in between. For documents that take some thousand events at most; spread more over several.
 * One round trip; up to three when the document is new or does not change.
 * @returns `refused` when the document is not there or does not fit `where`
 */
export async function applyOnce<T extends { _id: string }>(
  event: Delivered,
  { in: all, id, where = {}, change, orInsert }: Effect<T>,
): Promise<'applied' | 'handled' | 'refused'> {
  const mark = `handled.${context().action}.${event.eventId}`;
  const marked = { ...change, [mark]: event.at };
  const apply = () => all.change(id, { ...where, [mark]: command().exists(false) }, marked);

  if (await apply()) return 'applied';
  if (orInsert) {
    const handled = { [context().action]: { [event.eventId]: event.at } };
    if (await all.insert({ ...orInsert(), handled })) return 'applied';
    if (await apply()) return 'applied';
  }
  const handled = await all.find({ _id: id, [mark]: command().exists(true) }, { limit: 1, fields: ['_id'] });
  return handled.length > 0 ? 'handled' : 'refused';
}
