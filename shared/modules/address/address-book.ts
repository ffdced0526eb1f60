import type * as z from 'zod';
import type { Recipient as RecipientSchema } from '../../contracts/address/address.js';
import type { AddressId, Instant, UserId } from '../../contracts/terms.js';
import { member } from '../../core/actor.js';
import { type Owned, ownedCollection } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';

export const MOST_ADDRESSES = 20;

export type Recipient = z.output<typeof RecipientSchema>;

/** An address as it is kept: `createdAt` orders the list. */
export type SavedAddress = Recipient & { createdAt: Instant };

/** All addresses of one member: one document, so that the number of them and the default one are always exact. */
export interface AddressBook extends Owned {
  _id: UserId;
  count: number;
  defaultId: AddressId;
  addresses: Record<AddressId, SavedAddress>;
}

export const addressBookCollection = declareCollection('address_books', [], {
  of: 'userId',
  onDeletion: { remove: true },
});
export const addressBooks = ownedCollection<AddressBook>(addressBookCollection.name);

/** The acting member's address book, if there is one. One round trip. */
export function addressBook(): Promise<AddressBook | undefined> {
  return addressBooks.get(member().userId);
}
