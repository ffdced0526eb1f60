import type { addressSave } from '../../contracts/address/save.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import type { AddressId } from '../../contracts/terms.js';
import { member } from '../../core/actor.js';
import { idForRequest } from '../../core/context.js';
import { Failure } from '../../core/failure.js';
import { command } from '../../core/store/collection.js';
import { now } from '../../core/time.js';
import { type AddressBook, addressBook, addressBooks, MOST_ADDRESSES, type SavedAddress } from './address-book.js';
import { view } from './list-addresses.js';

type Request = Parsed<typeof addressSave>;

/**
 * Adds an address to the acting member's book, or changes one that is in it.
 * @throws Failure ADDRESS_NOT_FOUND when there is none to change, also when it is someone else's
 * @throws Failure ADDRESS_BOOK_FULL at 20 addresses
 */
export async function saveAddress(request: Request): Promise<Output<typeof addressSave>> {
  return request.addressId ? change(request.addressId, request) : add(request);
}

async function change(addressId: AddressId, request: Request) {
  const { createdAt: _, ...changes } = addressOf(request);
  const changed = await addressBooks.change(
    member().userId,
    { [`addresses.${addressId}`]: command().exists(true) },
    { ...under(`addresses.${addressId}`, changes), ...(request.isDefault && { defaultId: addressId }) },
  );
  if (!changed) throw new Failure('ADDRESS_NOT_FOUND');
  return saved(addressId);
}

async function add(request: Request): Promise<Output<typeof addressSave>> {
  const { userId } = member();
  const addressId = idForRequest<AddressId>('address');
  const address = addressOf(request);
  const path = `addresses.${addressId}`;
  const _ = command();

  const added = await addressBooks.change(
    userId,
    { count: _.lt(MOST_ADDRESSES), [path]: _.exists(false) },
    { count: _.inc(1), [path]: address, ...(request.isDefault && { defaultId: addressId }) },
  );
  if (added) return view(addressId, address, request.isDefault ? addressId : undefined);

  const book = { _id: userId, userId, count: 1, defaultId: addressId, addresses: { [addressId]: address } };
  if (await addressBooks.insert(book)) return view(addressId, address, addressId);

  // The book exists: it has the address from a call that died, or it is full, or it came into being just now.
  const existing = await addressBook();
  if (existing?.addresses[addressId]) return saved(addressId, existing);
  if ((existing?.count ?? 0) < MOST_ADDRESSES) return add(request);
  throw new Failure('ADDRESS_BOOK_FULL');
}

async function saved(addressId: AddressId, book?: AddressBook) {
  const { addresses, defaultId } = book ?? (await addressBook()) ?? { addresses: {} as AddressBook['addresses'] };
  const address = addresses[addressId];
  if (!address) throw new Failure('ADDRESS_NOT_FOUND');
  return view(addressId, address, defaultId);
}

function addressOf(request: Request): SavedAddress {
  const { name, phone, province, city, district, detail } = request;
  return { name, phone, province, city, district, detail, createdAt: now() };
}

function under(path: string, fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [`${path}.${field}`, value]));
}
