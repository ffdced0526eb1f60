import type { addressSave } from '../../../../shared/contracts/address/save.js';
import type { Output } from '../../../../shared/contracts/contract.js';

export type Address = Output<typeof addressSave>;

let chosen: Address | undefined;

/** Hands an address from the address page to the checkout that asked for one. */
export function chooseAddress(address: Address): void {
  chosen = address;
}

/** The address chosen since the last time, once. */
export function takeChosenAddress(): Address | undefined {
  const taken = chosen;
  chosen = undefined;
  return taken;
}

/** Where it is, on one line. */
export const addressText = ({ province, city, district, detail }: Omit<Address, 'addressId' | 'isDefault'>) =>
  [province, city, district, detail].filter((part) => part !== '').join(' ');
