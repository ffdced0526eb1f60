import * as z from 'zod';
import { AddressId, lineOfText } from '../terms.js';

/** Who receives the parcel and where; what an order keeps a copy of. */
export const recipient = {
  name: lineOfText(1, 30),
  phone: z.string().regex(/^1[3-9]\d{9}$/, '应为 11 位手机号'),
  province: lineOfText(2, 20),
  city: lineOfText(2, 20),
  district: lineOfText(0, 20),
  detail: lineOfText(2, 100),
};

export const Recipient = z.strictObject(recipient);

export const Address = z.strictObject({ addressId: AddressId, ...recipient, isDefault: z.boolean() });
