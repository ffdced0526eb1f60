import * as z from 'zod';
import { personal } from '../confidential.js';
import { AddressId, lineOfText } from '../terms.js';

/** A mobile number of mainland China. */
export const Phone = personal(z.string().regex(/^1[3-9]\d{9}$/, '应为 11 位手机号'));

/** Who receives the parcel and where; what an order keeps a copy of. */
export const recipient = {
  name: personal(lineOfText(1, 30)),
  phone: Phone,
  province: lineOfText(2, 20),
  city: lineOfText(2, 20),
  district: lineOfText(0, 20),
  detail: personal(lineOfText(2, 100)),
};

export const Recipient = z.strictObject(recipient);

export const Address = z.strictObject({ addressId: AddressId, ...recipient, isDefault: z.boolean() });
