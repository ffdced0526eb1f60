import * as z from 'zod';
import { contract } from '../contract.js';
import { AddressId, RequestId } from '../terms.js';
import { Address, recipient } from './address.js';

export const addressSave = contract({
  name: 'address-save',
  title: '保存收货地址',
  access: 'member',
  idempotent: 'claimed',
  input: z.strictObject({
    requestId: RequestId,
    /** The address to change; absent for a new one. */
    addressId: AddressId.optional(),
    ...recipient,
    district: recipient.district.default(''),
    /** Whether checkout offers this one first; the first address of a member always is. */
    isDefault: z.boolean().default(false),
  }),
  output: Address,
  errors: ['ADDRESS_NOT_FOUND', 'ADDRESS_BOOK_FULL'],
  budget: { roundTrips: 5 },
});
