import type { addressList } from '../../contracts/address/list.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import type { AddressId } from '../../contracts/terms.js';
import { unknownCursor } from '../../core/store/paging.js';
import { type AddressBook, addressBook, type SavedAddress } from './address-book.js';

/** The acting member's addresses, the default one first, then the newest. */
export async function listAddresses(request: Parsed<typeof addressList>): Promise<Output<typeof addressList>> {
  const book = await addressBook();
  const sorted = book ? inOrder(book) : [];
  const start = request.cursor === undefined ? 0 : sorted.findIndex(([id]) => id === request.cursor) + 1;
  if (request.cursor !== undefined && start === 0) throw unknownCursor();
  const page = sorted.slice(start, start + request.limit);
  const last = page.at(-1);
  return {
    items: page.map(([id, address]) => view(id, address, book?.defaultId)),
    nextCursor: last && start + page.length < sorted.length ? last[0] : null,
  };
}

function inOrder({ addresses, defaultId }: AddressBook): [AddressId, SavedAddress][] {
  const isDefault = (id: string) => Number(id === defaultId);
  return (Object.entries(addresses) as [AddressId, SavedAddress][]).sort(
    ([a, one], [b, other]) =>
      isDefault(b) - isDefault(a) || other.createdAt.localeCompare(one.createdAt) || a.localeCompare(b),
  );
}

/** An address as its owner sees it. */
export function view(addressId: AddressId, address: SavedAddress, defaultId: AddressId | undefined) {
  const { name, phone, province, city, district, detail } = address;
  return { addressId, name, phone, province, city, district, detail, isDefault: addressId === defaultId };
}
