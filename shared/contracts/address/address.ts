import * as z from 'zod';
import { AddressId } from '../terms.js';

/** Who receives the parcel and where; what an order keeps a copy of. */
export const recipient = {
  name: z.string().trim().min(1).max(30),
  phone: z.string().regex(/^1[3-9]\d{9}$/, '应为 11 位手机号'),
  province: z.string().trim().min(2).max(20),
  city: z.string().trim().min(2).max(20),
  district: z.string().trim().max(20),
  detail: z.string().trim().min(2).max(100),
};

export const Recipient = z.strictObject(recipient);

export const Address = z.strictObject({ addressId: AddressId, ...recipient, isDefault: z.boolean() });
